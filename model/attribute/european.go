package attribute

var german = language{
	said: `sagte sagt sagten sagen erklärte erklärt erklärten`,
	cues: `meinte meint meinten betonte betont ergänzte ergänzt schrieb schreibt berichtete berichtet warnte warnt
		behauptete behauptet erzählte erzählt bekräftigte bestätigte bestätigt urteilte beklagte versicherte versichert
		argumentierte argumentiert kommentierte vermutete vermutet glaubt hofft fürchtet teilte kündigte räumte
		antwortete antwortet rief forderte fordert fügte mahnte lobte kritisierte`,
	fillers: `auch dann später noch schon wieder hat habe haben hatte selbst nun am montag dienstag mittwoch donnerstag
		freitag samstag sonntag gestern heute`,
	be: `ist sind war waren wird wurde wurden`, never: `nicht nie zu würde könnte sollte`,
	finite:    `hat habe haben hatte hatten werde werden wird würde kann könne könnten muss müsse soll solle sei seien`,
	breaks:    `dass daß aber weil als wenn während obwohl nachdem bevor bis ob wo wie und oder denn`,
	relatives: `welche welcher welches wer`,
	preps:     `in im an am auf bei für von vom mit nach aus zu zum zur über unter gegen durch ohne um seit vor laut`,
	time:      `montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli august september oktober november dezember gestern heute morgen`,
	articles:  `der die das den dem des ein eine einer eines einem einen sein seine seiner ihr ihre ihrer unser unsere`, definite: `der die das den dem des`,
	he: `er`, she: `sie`, it: `es`, others: `ich wir du ihr man wer das dies viele einige`,
	mr: `herr herrn`, mrs: `frau`, titles: `dr prof`,
	offices: `bürgermeister bürgermeisterin präsident präsidentin kanzler kanzlerin minister ministerin sprecher sprecherin
		chef chefin direktor direktorin leiter leiterin richter richterin anwalt anwältin professor professorin trainer
		trainerin vorsitzende vorsitzender sekretär hafenmeister hafenmeisterin ministerpräsident außenminister`,
	bodies: `ministerium amt bank universität gericht rat behörde verband partei polizei regierung gruppe firma verein kommission bundesamt gesellschaft`,
	media:  `zeitung magazin sender agentur`, texts: `bericht studie brief erklärung mitteilung umfrage gutachten papier`,
	men: `sprecher bürgermeister präsident kanzler minister chef direktor leiter richter anwalt professor trainer hafenmeister mann`,
	women: `sprecherin bürgermeisterin präsidentin kanzlerin ministerin chefin direktorin leiterin richterin anwältin
		professorin trainerin hafenmeisterin frau`,
	starters: `doch dann da dort hier so auch nur schon jetzt nun zudem außerdem allerdings inzwischen unterdessen nach bei`,
	phrases:  `laut nach_angaben_von nach_angaben_der nach_angaben_des nach_ansicht_von zufolge`,
	that:     `dass daß ob`, free: true,
}

var french = language{
	said: `dit déclaré déclare déclarait affirmé affirme expliqué explique ajouté ajoute indiqué indique précisé précise`,
	cues: `disait assuré assure souligné souligne estimé estime confié confie raconté raconte rappelé rappelle annoncé
		annonce regretté regrette reconnu reconnaît averti avertit confirmé confirme constaté constate noté note répondu
		répond écrit conclu conclut insisté insiste témoigne promis promet pense croit soutient prévenu prévient jugé juge
		lancé lance`,
	fillers: `a ont avait avaient aussi ensuite puis encore déjà alors également lundi mardi mercredi jeudi vendredi samedi dimanche hier`,
	be:      `est sont était étaient sera fut`, never: `ne pas jamais n'a`,
	finite:    `a ont avait avaient sera seront serait peut pourrait doit devrait va vont était étaient est sont`,
	breaks:    `que qu'il qu'elle qu'ils mais car quand si lorsque alors après avant et ou où dont comme puisque`,
	relatives: `qui lequel laquelle`,
	preps:     `de du des d à au aux en dans sur pour par avec sans sous vers chez contre depuis entre selon`,
	time:      `lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août septembre octobre novembre décembre hier demain`,
	articles:  `le la les un une des ce cette ces son sa ses leur leurs notre nos`, definite: `le la les`,
	he: `il`, she: `elle`, they: `ils elles`, others: `on nous je tu vous qui ce cela ça c'est il-y-a`,
	mr: `m monsieur mm`, mrs: `mme madame mlle mmes`, titles: `dr pr`,
	offices: `maire président présidente ministre secrétaire sénateur sénatrice député députée gouverneur directeur directrice
		chef juge procureur avocat avocate porte-parole professeur entraîneur responsable premier première chancelier préfet`,
	bodies: `ministère banque université cour tribunal conseil bureau institut agence association fédération commission
		comité parti police gouvernement groupe société entreprise préfecture mairie`,
	media: `journal chaîne quotidien agence magazine radio`, texts: `rapport étude lettre communiqué enquête sondage document`,
	men: `homme président directeur sénateur député avocat`, women: `femme présidente directrice sénatrice députée avocate première`,
	starters: `cependant pourtant ainsi alors puis ensuite enfin aussi ici là non oui`,
	phrases:  `selon d'après aux_yeux_de`,
	that:     `que qu'il qu'elle qu'ils qu'elles qu'un qu'une qu'on`,
}

var spanish = language{
	said: `dijo dijeron dice dicen afirmó afirma aseguró asegura explicó explica declaró declara`,
	cues: `afirmaron señaló señala añadió añade agregó agrega indicó indica sostuvo sostiene manifestó manifiesta comentó
		comenta subrayó subraya destacó destaca advirtió advierte escribió escribe contó cuenta recordó recuerda insistió
		insiste reconoció reconoce admitió admite anunció anuncia aclaró aclara confirmó confirma consideró considera
		lamentó lamenta negó niega opinó opina cree denunció prometió respondió responde informó informa reveló revela`,
	fillers: `ha han había habían también luego después ya aún entonces se le les lo ayer`,
	be:      `es son era eran fue fueron está están será`, never: `no nunca`,
	finite:    `ha han había es son era fue está están será podría puede debe va`,
	breaks:    `que pero porque cuando si mientras aunque tras antes y e o donde como pues`,
	relatives: `quien quienes cual`,
	preps:     `de del a al en con por para sin sobre desde hasta según entre contra durante`,
	time:      `lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre ayer hoy mañana`,
	articles:  `el la los las un una unos unas su sus este esta estos estas`, definite: `el la los las`,
	he: `él`, she: `ella`, they: `ellos ellas`, others: `yo tú nosotros usted ustedes quien eso esto`,
	mr: `sr señor don`, mrs: `sra señora doña srta`, titles: `dr dra`,
	offices: `alcalde alcaldesa presidente presidenta ministro ministra secretario secretaria senador senadora gobernador
		gobernadora director directora jefe jefa juez jueza fiscal abogado abogada portavoz profesor profesora entrenador
		canciller diputado diputada`,
	bodies: `ministerio banco universidad tribunal consejo oficina instituto agencia asociación federación comisión comité
		partido policía gobierno grupo empresa ayuntamiento`,
	media: `diario periódico cadena agencia revista emisora`, texts: `informe estudio carta comunicado encuesta documento`,
	men:      `alcalde presidente ministro senador gobernador director juez abogado profesor entrenador hombre`,
	women:    `alcaldesa presidenta ministra senadora gobernadora directora jueza abogada profesora mujer`,
	starters: `además sin embargo entonces luego así también ahí aquí sí no`,
	phrases:  `según en_palabras_de de_acuerdo_con a_juicio_de`,
	that:     `que`, free: true,
}

var ukrainian = language{
	said: `сказав сказала сказали каже кажуть заявив заявила заявили заявляє повідомив повідомила повідомили повідомляє`,
	cues: `додав додала додали додає зазначив зазначила зазначили зазначає наголосив наголосила наголосили наголошує
		підкреслив підкреслила розповів розповіла розповіли розповідає пояснив пояснила пояснили пояснює відповів
		відповіла написав написала вважає вважають стверджує стверджував стверджувала уточнив уточнила нагадав нагадала
		попередив попередила визнав визнала зауважив зауважила переконаний переконана прокоментував прокоментувала`,
	fillers: `також потім згодом тоді вже ще знову`,
	be:      `є був була було були буде будуть`, never: `не`,
	finite:    `буде будуть було були має мають може можуть`,
	breaks:    `що але бо коли якщо хоча після перед поки і та й або де як щоб`,
	relatives: `який яка яке які хто`,
	preps:     `у в на з із за до від про для при під над через серед під між після`,
	time:      `понеділок вівторок середу четвер п'ятницю суботу неділю січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня вчора сьогодні завтра`,
	he:        `він`, she: `вона`, it: `воно`, they: `вони`, others: `ми я ти ви це хто що`,
	mr: `пан пана`, mrs: `пані`, titles: `др проф`,
	offices: `мер мерка президент президентка міністр міністерка голова директор директорка речник речниця прокурор суддя
		адвокат адвокатка професор професорка тренер секретар посол радник депутат депутатка губернатор начальник начальниця`,
	bodies: `міністерство банк університет суд рада управління інститут агентство асоціація комісія комітет партія поліція уряд група компанія служба`,
	media:  `газета видання агентство телеканал радіо канал`, texts: `звіт дослідження лист заява документ повідомлення`,
	men: `речник чоловік`, women: `речниця жінка пані мерка директорка президентка міністерка`,
	starters: `однак проте також тоді потім тут там так ні тим`,
	phrases:  `за_словами на_думку за_повідомленням за_даними`,
	that:     `що`, pasts: [2]string{"в", "ла"}, free: true,
}

var russian = language{
	said: `сказал сказала сказали говорит говорят заявил заявила заявили заявляет сообщил сообщила сообщили сообщает`,
	cues: `добавил добавила добавили добавляет отметил отметила отметили отмечает подчеркнул подчеркнула подчеркивает
		рассказал рассказала рассказали рассказывает пояснил пояснила поясняет объяснил объяснила ответил ответила написал
		написала считает считают утверждает утверждал утверждала уточнил уточнила напомнил напомнила предупредил
		предупредила признал признала заметил заметила подытожил подытожила прокомментировал прокомментировала`,
	fillers: `также потом затем тогда уже еще ещё опять`,
	be:      `есть был была было были будет будут`, never: `не`,
	finite:    `будет будут было были может могут имеет`,
	breaks:    `что но потому когда если хотя после перед пока и или где как чтобы`,
	relatives: `который которая которое которые кто`,
	preps:     `в во на с со из за до от о об для при под над через среди между у к ко по`,
	time:      `понедельник вторник среду четверг пятницу субботу воскресенье января февраля марта апреля мая июня июля августа сентября октября ноября декабря вчера сегодня завтра`,
	he:        `он`, she: `она`, it: `оно`, they: `они`, others: `мы я ты вы это кто что`,
	mr: `господин`, mrs: `госпожа`, titles: `др проф`,
	offices: `мэр президент министр глава директор спикер прокурор судья адвокат профессор тренер секретарь посол советник
		депутат губернатор начальник пресс-секретарь представитель представительница`,
	bodies: `министерство банк университет суд совет управление институт агентство ассоциация комиссия комитет партия полиция правительство группа компания служба`,
	media:  `газета издание агентство телеканал радио канал`, texts: `отчет отчёт доклад исследование письмо заявление документ сообщение`,
	men: `представитель мужчина`, women: `представительница женщина`,
	starters: `однако также тогда потом тут там так нет`,
	phrases:  `по_словам по_мнению по_данным по_сообщению`,
	that:     `что`, pasts: [2]string{"л", "ла"}, free: true,
}
