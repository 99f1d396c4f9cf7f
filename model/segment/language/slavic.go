package language

var ukrainian = language{
	titles: `м вул просп пр пров бул бульв пл наб ім ак акад проф доц канд д-р інж ген полк підполк кап лейт серж п пп гр		т.зв зв див напр наприкл порівн пор смт сел ред упоряд заст зав нач св преп о с р-н обл тзв ч.ч кв буд оз пан
		т.ч ін-т т.е т.н т.к т.о гл голов прибл бл псевд справжн нар пом дит англ нім фр франц лат грец рос пол польськ
		італ ісп тур яп кит укр мін чл чл.-кор рев від уч авт перекл`,
	numbers: `мал рис табл іл стор гл розд ч ст кн вип т тт № січ лют бер квіт трав черв лип серп вер верес жовт лист груд
		тел`,
	names: `Дж Ів`, units: `р рр ін т.д т.п т.ін н.е до.н.е д тис млн млрд грн коп руб кг г км см мм га год хв сек чол шт екз крб`,
	starters: `а але в він вона воно вони ви ми я ти це цей ця ці той та те ті як якщо коли де що хто чому чи і й на за з
		із зі у по про під над до від для при без через після перед між тому тоді тут там так ні не також однак
		проте отже тільки лише навіть ще вже є був була було були його її їх їхній наш наша мій моя свій всі усі все
		весь інші інший один одна два дві три сьогодні вчора завтра нині зараз раніше пізніше згодом потім далі щоб
		бо хоча адже втім крім зокрема наприклад який яка яке які може можна треба саме мабуть`,
	timeOpeners: `у в з до на від після близько`,
	headings:    `рисунок рис мал малюнок таблиця розділ стаття глава частина`,
	speech:      `сказав сказала запитав запитала спитав спитала відповів відповіла вигукнув вигукнула`,
}

// russian is for Russian, Belarusian, Bulgarian, Kazakh and Kyrgyz.
var russian = language{
	titles: `г гор ул пр просп пер бул пл наб им ак акад проф доц канд д-р инж ген полк подполк кап лейт серж гр т.н т.е		т.к т.н т.о т.ч зв см напр ср пос дер с ред сост изд зам зав нач св преп о обл р-н кв корп стр д оз тов р прибл род ум псевд наст англ нем фр франц лат греч рус польск итал исп тур яп кит укр фин швед чл чл.-корр
		чл.-кор авт пер бывш т.наз`,
	numbers: `ок рис табл ил гл разд ч ст кн вып т тт п пп № янв фев февр мар апр июн июл авг сен сент окт ноя нояб дек тел`, names: `Дж Ив`,
	units: `в вв гг др проч т.д т.п н.э до.н.э тыс млн млрд руб коп кг км см мм га час мин сек чел шт экз н.э`,
	starters: `а но в во он она оно они вы мы я ты это этот эта эти тот та то те как если когда где что кто почему ли и на
		за с со у по про под над до от для при без через после перед между потому тогда тут там так нет не также
		однако поэтому только лишь даже еще ещё уже есть был была было были его её ее их наш мой свой все всё весь
		другие другой один одна два две три сегодня вчера завтра сейчас теперь раньше позже затем потом далее чтобы
		хотя ведь впрочем кроме например который какой может можно надо именно`,
	timeOpeners: `в с до на от после около к`,
	headings:    `рисунок рис таблица раздел статья глава часть`,
	speech:      `сказал сказала спросил спросила ответил ответила воскликнул воскликнула`,
}

var polish = language{
	titles: `dr prof inż mgr hab gen płk ppłk mjr kpt por ks bp abp kard św ul al pl os tj tzn tzw np m.in ok im woj pow
		gm ur zm wg por red oprac tłum lek med arch dyr zob`,
	numbers: `nr s str art ust pkt poz t tom rozdz rys tab godz tel ryc`,
	units:   `r w tys mln mld zł gr itd itp r.p.t kg km cm szt n.e p.n.e`,
	starters: `a ale i w we z ze na do od po o u za przez przed pod nad między dla bez przy on ona ono oni one ja ty my wy
		to ten ta te ci tak nie też także jednak jeśli jeżeli kiedy gdy gdzie jak co kto dlaczego czy bo więc
		dlatego tylko nawet już jeszcze jest był była było byli jego jej ich nasz mój swój wszyscy wszystko inne
		jeden dwa trzy dziś wczoraj jutro teraz wcześniej później potem następnie aby żeby choć chociaż`, headings: `rysunek tabela rozdział artykuł część`,
	ordinals: true,
	beforeOrdinals: `w we z ze na do od po o u za przez przed pod nad między dla przy dnia dzień ten ta to tego tej jego
		jej ich swój swoją swoje każdy każda`,
}

// czech is for Czech and Slovak.
var czech = language{
	titles: `ing mgr bc mudr judr phdr rndr doc prof dr gen plk kpt npor p např napr tzv tj tzn sv ul tř nám pí resp popř
		příp cca srov vyd red zn`,
	numbers: `č čís str s odst písm obr tab kap tel`,
	units:   `apod atd aj tis mil mld kč r stol hod min př.n.l n.l a.s s.r.o`,
	starters: `a ale i v ve z ze na do od po o u za přes před pod nad mezi pro bez při on ona ono oni já ty my vy to ten ta
		ti tak ne není také však jestli když kde jak co kdo proč protože proto jen ještě už je byl byla bylo byli
		jeho její jejich náš můj svůj všichni vše jiné jeden dva tři dnes včera zítra teď dříve později potom aby i`, headings: `obrázek tabulka kapitola článek část`,
	ordinals: true,
	beforeOrdinals: `v ve z ze na do od po o u za přes před pod nad mezi pro při dne den dni ten ta to toho této jeho její
		jejich svůj svou své každý každá k ke`,
}
