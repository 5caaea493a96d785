"""First names that are common in the news, by the gender they usually carry.

A name in both tables is carried by both, so a pronoun says nothing against it. The tables are evidence that two
capitalised words are a person; a name that they lack is found by its title, its role or what it is said to do.
"""

from __future__ import annotations

from dateline.extract.name_words import word_set

MALE = word_set("""
    aaron abbas abdel abdul abdullah abe abel abraham adam adel adnan adolf adrian ahmad ahmed aidan akbar akira al alain alan albert alberto
    aldo alec alejandro aleksandr aleksei alex alexander alexandre alexei alexey alexis alfonso alfred alfredo ali allan allen alvaro alvin amar amir amit amos
    anders andre andreas andrei andres andrew andriy andrzej andy angelo angus anil anthony antoine anton antonio antony anwar ari ariel arjun armando
    arnold art arthur artur arturo ashraf asif asad ashton aung avi axel ayman aziz bart barack barry bashar bashir basil ben benedict benjamin
    benny bernard bernardo bernd bernie bert bill billy binyamin bjorn blake bob bobby boris brad bradley brandon brendan brent brett brian
    bruce bruno bryan bryce burt byron calvin cameron carl carlo carlos carlton carter casey cecil cedric cesar chad chaim charles
    charlie chen chester chip chris christian christoph christophe christopher chuck clarence clark claude claudio clay clayton cliff clifford clint clive
    clyde cody colin conor conrad corey cornelius cory craig curt curtis cyril cyrus dale damian damien damon dan daniel danilo danny dante
    darrell darren dave david dean deepak denis dennis denny denzel derek derrick desmond devin dexter dick didier diego dieter dimitri dinesh
    dirk dmitri dmitry dmytro dominic dominique don donald donnie doug douglas drew duncan dustin dwayne dwight dylan earl ed eddie edgar edmund
    eduardo edward edwin efraim ehud eitan elias elijah eliot elliott elmer elon eli emanuel emil emilio emmanuel emmett enrico enrique eric erik ernest
    ernesto ernst errol erwin ethan etienne eugene evan everett evgeny ezra fabio fahad faisal farid federico felipe felix ferdinand fernando fidel
    floyd francesco francis francisco franco francois frank franklin franz fred freddie frederic frederick fredrik friedrich gabriel gareth garrett garry
    gary gavin gene geoff geoffrey george georges georgy gerald gerard gerardo gerhard gideon gilbert gilles giorgio giovanni giuseppe glen glenn
    gordon graeme graham grant greg gregg gregory grigory guido guillaume guillermo gus gustavo guy habib hakan hakeem hal hamid hamza hank hans
    harold haroun harrison harry harvey hasan hashim hassan haydar hector heinrich heinz helmut hendrik henri henrik henry herb herbert herman hideo
    hideki hiro hiroshi horst hosni howard hubert hugh hugo humberto hussein ian ibrahim ignacio igor ilham ilya imran ingmar irving isaac isaiah
    ishmael ismail ivan ivo jabari jack jackson jacob jacques jaime jair jake jalal jamal james jamie jan jared jason jasper javad javier jay jean jeb
    jed jeff jefferson jeffery jeffrey jens jeremiah jeremy jerome jerry jesse jesus jim jimmy jin joachim joaquin jochen joe joel joerg johan
    johann john johnny jon jonah jonas jonathan jordan jorge jose josef joseph josh joshua josip juan judah jules julian julien julio julius jun
    junichiro jurgen justin kamal karim karl kaspar kazuo keith keir kelvin ken kenji kenneth kent kevin khaled khalid khalil kirk klaus kofi konstantin
    kris kristian kumar kurt kwame kyle lamar lance larry lars laszlo laurence laurent lawrence lee leif len leo leon leonard leonid leonardo
    leopold leroy les leslie lester lev lewis liam lindsey lionel lloyd logan lorenzo lou louis luca lucas luciano luis luigi luiz luka lukas
    luke luther lyle lyndon mac magnus mahdi mahmoud majid malcolm malik manfred manmohan manny manuel marc marcel marcelo marco marcos marcus
    marek mario marion mark marlon marshall martin marty marvin massimo mateo mathew mathieu matt matteo matthew matthias maurice mauricio max maxim
    maximilian maxime mehdi mehmet mel melvin michael michal michel mick miguel mikael mike mikhail miles milan milo milos milton mitch mitchell mitt moe
    mohamed mohammad mohammed mohsen moises monty morgan morris moses moshe muammar muhammad mukesh murray mustafa mykola myron nadim naftali narendra naser
    nate nathan nathaniel ned neil nelson newt nicholas nick nicolas nigel nikita niklas nikola nikolai nikolay nikos nils noah noam noel nolan
    norbert norman nouri olaf ole oleg oleksandr oliver olivier omar orlando orrin osama oscar oskar otto owen pablo paolo pascal pat patrick paul paulo pavel pedro
    per percy perry pete peter petr petro phil philip philippe phillip pierce pierre piotr prakash preston qasem quentin rafael rafiq rahul raj rajiv
    ralph ramon ramzan rand randall randy raphael rashid raul ravi ray raymond recep reggie reginald reinhard reince rene reuben rex reza ricardo richard
    rick ricky rob robbie robby robert roberto robin rod roderick rodney rodrigo rodrigo roger roland rolf roman romano ron ronald ronan rory ross roy ruben
    rudolf rudolph rudy rui rupert rusty ruslan russ russell ryan saad sadiq saeed said salem salman salvador salvatore sam sami samir samuel sandro sandy
    sanjay santiago saul sayed scott sean sebastian serge sergei sergey sergio seth shafiq shane shaun shawn shimon shinzo sid sidney sidney silvio simon
    slobodan solomon spencer stan stanislav stanley stefan stefano stephan stephane stephen steve steven stuart sven sylvester taha takashi takeshi tarek tariq taro
    tate ted terence terrence terry thaddeus theo theodore thierry thomas thorsten tim timothy tito tobias toby todd tom tomas tommy toni tony toshiro
    travis trent trevor trey trygve tucker tyler tyrone ulrich umar umberto uri uwe vaclav vadim val valentin valery vasily vernon victor vijay
    viktor vince vincent vincenzo virgil vitali vitaly vito vlad vladimir volker volodymyr wade waleed walid wallace wally walter walt ward warren wayne
    wendell werner wes wesley wilbur wilfried wilhelm will willem william willie willy wilson winston wolfgang woody wu xavier xi yaakov yair yahya yakov yasser
    yasir yevgeny yitzhak yoav yoram yosef yossi youssef yuri yuriy yusuf yves zach zachary zaid zalmay zane zbigniew zeid zev zhang zoltan jeh gerry ammon
    ahmet arkady asher austin boyd brady brock bud buddy chase chet chauncey cole colby cole darryl deval dov dwain ernie francois gaston geert
    heath hiram hunter ike irwin jakob janos jarrod jody jovan juergen kip kumail lachlan levi mats mckay monte moritz narendra ollie ozzie
    paddy parker pranab rajesh ramesh reid remi rohan rufus sander satya sundar tad tarun taylor teddy thabo vivek wang li liu yang zhao
    """)

FEMALE = word_set("""
    abigail ada adele adriana agatha agnes aida aileen aisha alana alexa alexandra alexis alice alicia alina alison allison alma alyssa amal amanda amber
    amelia amina amira amy ana anastasia andrea angela angelica angelina angie anita anja ann anna annabel anne annette annie antonia april
    ariana arlene ashley astrid audrey aung aurora ava avril ayesha azadeh barbara bea beata beatrice beatriz becky belinda bella benazir bernadette bernice
    beth bethany betsy bette betty beverly bianca birgit blanca bonnie brenda bridget brigitte britney brittany brooke camila camilla candace candice carla carly
    carmen carol carole carolina caroline carolyn carrie cassandra cassidy catalina catherine cathy cecilia celeste celia celine chantal charlene charlotte chelsea
    cheri cherie cheryl chiara christa christiane christina christine cindy claire clara clarissa claudia colette colleen connie constance cora
    corinne courtney cristina crystal cynthia dagmar daisy dana danielle daphne darlene dawn deborah debbie debra deirdre delia delphine denise desiree diana diane
    dianne dolores dominique donna dora doreen doris dorothy edith eileen elaine eleanor elena eleni elisa elisabeth elise eliza elizabeth ella ellen eloise
    elsa elsie emilia emily emma erica erika erin esther eva eve evelyn faith farah fatima fatemeh felicia felicity fiona flora florence frances francesca francoise
    frida frieda gabriela gabriele gabrielle gail gemma genevieve georgia georgina geraldine gertrude gina giorgia giovanna gisela gita gladys glenda gloria
    grace greta gretchen gudrun gwen hadiya haley halima hanan hannah hanna harriet hayley hazel heather heidi helen helena helene helga henrietta hilary hilda hillary
    holly hope huma huda ida ilana ilse imelda indira ines inga ingrid irene irina iris irma isabel isabella isabelle ivana ivanka ivy jackie jaclyn jacqueline
    jada jamie jana jane janet janice janine jasmine jayne jean jeanette jeanne jeannette jen jenna jennifer jenny jessica jill jo joan joann joanna joanne
    jocelyn jodi jody johanna josephine joy joyce juana juanita judith judy julia juliana julie juliet june justine kamala kara karen karin karla kate katharina katharine
    katherine kathleen kathryn kathy katie katja katrin katrina katya kay kayla kayleigh keiko kellyanne kelly kendra kerry khadija kim kimberly kirsten kirstjen
    kirstie krista kristen kristi kristin kristina krystal lana lara larisa latifa laura laurel lauren laurie leah leila lena leona leslie leticia letitia
    lidia lila lilian lillian lily linda lindsay lindsey lisa lise liz liza lois lola lonnie loretta lori lorraine louisa louise lucia lucie lucille lucinda lucy
    ludmila luisa lydia lynda lyn lynn lynne mabel madeleine madeline mae maggie magda magdalena maia makiko malala malia mandy mara marcia margaret margarita margo margot
    maria marian marianne mariana marie marilyn marina marine mariam marisa marissa marjorie marla marlene marsha marta martha martina mary maryam maryanne maude
    maureen maxine may maya megan meg meghan melania melanie melinda melissa mercedes meredith meryl mia michele michelle mildred mina mindy minnie miranda miriam
    mitzi mo moira molly mona monica monika monique muriel myra nabila nadia nadine nan nancy naomi natalia natalie natalya natasha nellie nicola nicole nicolle nikki
    nina noor nora noreen norma nour octavia odette olga olive olivia omarosa oona oprah paige pam pamela patricia patrizia patsy patti patty paula paulette paulina pauline
    pearl peggy penelope penny petra phoebe phyllis pia pilar polly priscilla priti priya rachel rania raquel reba rebecca regina reema renata renate renee rhoda rhonda rita
    roberta robin rochelle rosa rosalind rosalyn rosanna rose roseann rosemary rosie roxanne ruth sabine sabrina sadie sally samantha samira sandra sandy sara sarah sasha
    saskia savannah scarlett selena selma shahira shannon sharon shauna sheila shelley shelly sherri sherry sheryl shirin shirley silvia simone sofia sonia
    sonja sonya sophia sophie stacey stacy stella stephanie sue susan susana susanna susanne susie suzanne suzy svetlana sybil sylvia sylvie tabitha tamara tammy tania
    tanya tara tatiana tatyana teresa terri tess tessa thelma theresa tiffany tina toni tonya tracey traci tracy trudy tulsi tzipi uma ursula valentina valerie vanessa
    vera verena veronica vicki vicky victoria viola violet virginia vivian viviane wanda wendy whitney wilhelmina wilma winifred xenia yael yasmin yasmine yoko yolanda
    yulia yvette yvonne zahra zainab zara zeinab zelda zoe elise kaitlan mckenzie debra loretta sheri lucianne marlo dayna kathie angel cher condoleezza
    alex casey charlie chris dale drew frankie gale jan jordan lee lou max morgan pat reese rene sam shane sidney stevie taylor terry
    """)


def is_first_name(word: str) -> bool:
    """Whether the word is a first name of either table."""
    low = word.lower()
    return low in MALE or low in FEMALE


def gender_of(word: str) -> str:
    """Either "m" or "f", or empty for a name that both carry or that is not known."""
    low = word.lower()
    if (low in MALE) == (low in FEMALE):
        return ""
    return "m" if low in MALE else "f"
