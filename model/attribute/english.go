package attribute

// english serves English, and every language without words of its own.
var english = language{
	said: `say says said`,
	told: `tell tells told inform informs informed`,
	cues: `add adds added announce announces announced claim claims claimed argue argues argued insist insists insisted
		warn warns warned admit admits admitted acknowledge acknowledges acknowledged confirm confirms confirmed
		explain explains explained note notes noted stress stresses stressed suggest suggests suggested state states
		stated predict predicts predicted estimate estimates estimated report reports reported reveal reveals revealed
		declare declares declared believe believes believed agree agrees agreed concede concedes conceded maintain
		maintains maintained vow vows vowed pledge pledges pledged promise promises promised complain complains
		complained conclude concludes concluded allege alleges alleged contend contends contended assert asserts asserted
		remark remarks remarked observe observes observed recall recalls recalled reiterate reiterates reiterated
		emphasise emphasises emphasised emphasize emphasizes emphasized caution cautions cautioned indicate indicates
		indicated demand demands demanded deny denies denied describe describes described accuse accuses accused think
		thinks thought feel feels felt write writes wrote show shows showed find finds found rule rules ruled
		recount recounts recounted testify testifies testified comment comments commented ask asks asked
		repeat repeats repeated fear fears feared forecast forecasts boast boasts boasted joke jokes joked tweet tweets
		tweeted reply replies replied respond responds responded counter counters countered quip quips quipped
		assure assures assured call calls called urge urges urged denounce denounces denounced dismiss dismisses dismissed`,
	adding: `saying adding arguing warning claiming insisting noting stressing announcing explaining telling writing
		admitting predicting conceding complaining acknowledging promising vowing revealing`,
	fillers: `also then later once still even just only soon finally again recently repeatedly often always already now
		previously subsequently has had have will did does simply further though however earlier today yesterday since
		himself herself itself themselves all both each first went on to`,
	be:    `is are was were be been being am`,
	never: `not never to would could might should may can cannot must didn't doesn't wouldn't don't`,
	finite: `has have had will would can could may might must should shall did does do isn't aren't wasn't weren't hasn't
		haven't hadn't won't wouldn't can't couldn't needs need wants want means meant left came went made gave took
		got rose fell stood kept held began became lost won showed remains expected`,
	breaks: `that but because when if while although though since after before until as than whether where why how what
		and or nor so`,
	relatives: `who which whose whom`,
	preps: `in on at by for from with of to into about against over under during through between among amid near
		without within despite across per via following outside inside behind around upon beyond along including unlike`,
	time: `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
		september october november december jan feb mar apr jun jul aug sep sept oct nov dec week month year day night
		morning evening afternoon today yesterday tomorrow tonight earlier later last next
		spring summer autumn winter`,
	articles: `a an his her their our my its your some one another two three four five six several many most few other
		both no any every each these those this`,
	definite: `the our`,
	he:       `he`, she: `she`, it: `it`, they: `they`,
	others: `i we you who one that this these those there what which whoever someone somebody nobody everyone everybody
		anyone others some many people nothing everything something none him them us me all both few most such`,
	mr: `mr sir lord king prince`, mrs: `mrs ms miss mx dame lady queen princess`,
	titles: `dr prof rev fr hon sen sens rep reps gov lt col sgt capt cmdr gen adm maj supt pres st`,
	offices: `president premier chancellor minister secretary senator congressman congresswoman representative governor
		mayor mayoress councillor alderman ambassador envoy commissioner commander general colonel major captain lieutenant
		sergeant admiral marshal chief chairman chairwoman chair director manager boss head leader coach captain striker
		judge justice attorney prosecutor lawyer solicitor barrister spokesman spokeswoman spokesperson professor
		doctor economist analyst strategist researcher scientist historian engineer expert correspondent editor
		reporter journalist author writer founder co-founder owner officer official inspector detective constable
		sheriff archbishop bishop pope cardinal father sister brother reverend rabbi imam king queen prince princess
		archduke duke duchess lady lord treasurer mp msp mep mla speaker whip trustee master harbourmaster singer actor actress
		campaigner activist farmer teacher baker fisherman resident witness developer adviser advisor aide negotiator
		executive principal dean rector vice-president deputy veteran player lock winger vet nurse surgeon`,
	bodies: `ministry department office bank university house court council bureau institute centre center agency
		association federation union board academy church chamber commission committee society school college trust fund
		organisation organization authority authorities government administration group firm company corporation corp inc plc ltd co
		industries holdings party police army navy force service services parliament congress senate senator's assembly league club
		foundation alliance coalition network campaign team embassy treasury airline executive company's body watchdog
		regulator charity retailer maker operator broadcaster giant consortium cabinet`,
	media: `outlet website programme program newscast podcast`,
	texts: `report study survey statement letter filing filings document documents paper research data figures article
		memo email e-mail poll audit review complaint indictment lawsuit ruling records transcript affidavit book
		reports studies testimony post message note charter evidence minutes papers`,
	men: `man spokesman chairman businessman congressman policeman fisherman father brother son husband king prince duke boy actor mayor's`,
	women: `woman spokeswoman chairwoman businesswoman congresswoman policewoman mother sister daughter wife queen
		princess duchess girl actress mayoress lady`,
	starters: `however meanwhile moreover nevertheless instead indeed perhaps yes no here there yet not another other more
		asked speaking given under once both neither either such like unlike according following thus therefore still
		also then too many much its his her their our my your let only even again well why how first second third finally
		nobody everyone having being overall further some all despite`,
	phrases: `according_to in_the_words_of in_the_view_of in_the_opinion_of as_reported_by`,
	that:    `that`,
}

// firstNames are common first names, which show whether "she" or "he" can stand for a
// person.
var firstNames = struct{ men, women string }{
	men: `james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark
		donald steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey ryan jacob gary
		nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick
		jack dennis jerry tyler aaron jose adam henry nathan douglas zachary peter kyle walter harold jeremy carl keith
		roger gerald ethan arthur terry christian sean austin joe albert jesse willie billy bryan bruce noah jordan dylan
		ralph roy alan wayne eugene juan gabriel louis russell randy philip vincent bobby johnny logan mike tom bob jim
		bill ben dan tony simon martin colin ian neil graham stuart nigel hugh oliver harry ed ted ken jeff greg steve
		chris matt nick tim hans karl heinz jürgen wolfgang klaus uwe stefan andreas matthias lukas felix max jan jean
		pierre michel jacques françois philippe alain bernard marc luc antoine carlos luis miguel josé javier manuel
		pedro pablo francisco rafael diego fernando alejandro jorge vladimir sergei sergey dmitry dmytro oleksandr
		volodymyr mykola andriy ivan petro oleh vasyl bohdan taras yuriy serhiy mykhailo alexei alexey boris mikhail
		nikolai igor oleg олександр володимир микола андрій іван петро олег василь богдан тарас юрій сергій михайло
		дмитро сергей дмитрий владимир алексей борис михаил николай игорь пётр петр`,
	women: `mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra
		ashley kimberly emily donna michelle carol amanda dorothy melissa deborah stephanie rebecca sharon laura cynthia
		kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel
		carolyn janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina
		joan evelyn judith megan andrea cheryl hannah jacqueline martha gloria teresa ann sara madison frances kathryn
		janice jean's abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa
		diana natalie brittany charlotte marie kayla alexis lori melania hillary nancy ursula angela petra sabine monika
		claudia birgit katrin lena ida ana eva clara claire sophie camille isabelle nathalie sylvie brigitte carmen
		isabel lucía pilar marta elena olena oksana iryna natalia natalya svitlana tetiana yulia olha kateryna halyna
		svetlana tatiana irina ekaterina olga олена оксана ірина наталія світлана тетяна юлія ольга катерина галина
		марія анна елена ирина наталья светлана татьяна юлия екатерина мария лена ліна ада nicola shami clare tracy
		fiona louise alexandra`,
}
