"""The corridor: the only floor that knows all the workrooms. One module a journey: inspect, imports, accept, build."""
