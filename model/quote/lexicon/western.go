package lexicon

var german = language{
	cues: `sagte sagt sagten sagen gesagt erklärte erklärt erklärten fragte fragt fragten antwortete antwortet meinte
		meint meinten betonte betont ergänzte ergänzt fügte rief ruft schrieb schreibt schrieben teilte berichtete
		berichtet warnte warnt forderte fordert kritisierte kritisiert kündigte behauptete behauptet erzählte erzählt
		erwiderte entgegnete flüsterte murmelte schrie nannte nennt bezeichnete bezeichnet lobte bekräftigte
		bestätigte bestätigt räumte zitierte zitiert urteilte resümierte versprach dachte denkt glaubt
		beklagte beklagt klagte klagt mahnte mahnt jubelte jubelt spottete spottet scherzte schimpfte lachte seufzte brüllte
		brummte stammelte stöhnte rief riefen versicherte versichert beteuerte betonten prophezeite argumentierte
		argumentiert kommentierte kommentiert unterstrich unterstreicht erinnerte erinnert stellte gab gibt begründete
		verteidigte verspricht vermutete vermutet hofft hoffte wünscht verlangte verlangt bat bittet twitterte twittert
		postete präzisierte konstatierte schimpften fand findet sprach spricht sprachen`,
	phrases:  `laut nach_angaben_von so`,
	pronouns: `er sie es wir ich du ihr man`,
	articles: `der die das den dem des ein eine einer eines sein seine seiner ihr ihre ihrer unser unsere mein meine`,
	fillers:  `auch dann später noch schon wieder hat habe haben hatte ist war wurde selbst nun`,
	breaks:   `dass daß aber weil als wenn während obwohl nachdem bevor bis ob wo wie und oder`,
	openers: `aber und doch am im in an auf bei für von mit nach als wenn dann später gestern heute morgen montag
		dienstag mittwoch donnerstag freitag samstag sonntag da hier`,
	titles:    `hr fr dr prof st nr bzw z.b ca etc usw mio mrd`,
	naming:    `namens genannt heißt titel wort begriff sogenannte sogenannten sogenannter`,
	works:     `film buch roman lied song album serie zeitung zeitschrift artikel gedicht gemälde sendung spiel magazin`,
	small:     `der die das und oder in im an am auf von vom zu zur zum mit für des dem den`,
	pasts:     `te ten tete teten`,
	links:     `war kam lautet lautete folgte`,
	replies:   `antwort erwiderung entgegnung`,
	froms:     `von des der`,
	joins:     `und`,
	salutes:   `lieber liebe sehr`,
	farewells: `mit herzliche herzlichst viele beste liebe hochachtungsvoll dein deine ihr`,
	auxes:     `hat habe haben hatte hatten ist war waren sind wurde wurden wird will kann könnte soll sollte`,
	preps:     `in im am an auf bei beim für von vom mit nach aus zu zum zur über unter vor hinter gegen ohne durch seit während wegen`,
	relatives: `welcher welche welches`,
	thats:     `dass daß`,
	coords:    `und aber oder dann`,
	to:        `zu`,
	texts:     `brief erklärung mitteilung nachricht botschaft wortlaut stellungnahme`,
}

var french = language{
	cues: `dit disait dire déclaré déclare déclarait affirmé affirme affirmait expliqué explique expliquait ajouté ajoute
		ajoutait demandé demande demanda répondu répond répondit précisé précise souligné souligne indiqué indique
		estimé estime assuré assure confié confie lancé lance écrit raconté raconte rappelé rappelle annoncé annonce
		regretté regrette reconnu reconnaît soutient soutenu prévenu prévient murmura cria crié s'exclame s'exclama
		exclamé s'écria conclu conclut insisté insiste témoigne témoigné promis promet appelle appelé qualifié
		dénoncé dénonce pense
		dirent disaient avoué avoue admis admet averti avertit commenté commente confirmé confirme constaté constate
		contesté conteste critiqué critique crièrent déploré déplore ironisé ironise jugé juge juré jure martelé martèle
		mentionné murmuré nié nie noté note observé observe objecté objecte plaidé plaide plaisanté plaisante poursuivi
		poursuit poursuivait proclamé proclame promet protesté proteste raillé répété répète répétait répliqué réplique
		répliqua résumé résume révélé révèle rétorqué rétorque rétorqua salué salue soufflé souffle souffla soupiré
		soupire soupira suggéré suggère supplié supplie supplia s'indigne indigné s'inquiète s'insurge s'étonne s'amuse
		parlé s'est tonné tweeté twitté vanté`,
	phrases:   `selon d'après`,
	pronouns:  `il elle ils elles on nous je tu vous qui`,
	articles:  `le la les l un une des ce cette ces son sa ses leur leurs notre nos mon ma mes`,
	fillers:   `a ont avait avaient est était aussi ensuite puis encore déjà alors également`,
	breaks:    `que mais car quand si lorsque alors après avant et ou où dont comme`,
	openers:   `mais et or à en dans au aux sur pour par avec après avant hier lundi mardi mercredi jeudi vendredi samedi dimanche puis ensuite`,
	titles:    `m mm mme mmes mlle dr pr st ste p etc av`,
	naming:    `intitulé intitulée nommé nommée appelé appelée baptisé surnommé dit mot mots terme expression titre`,
	works:     `film livre roman chanson album série journal article poème tableau émission jeu magazine pièce documentaire`,
	small:     `le la les l de du des d et ou à au aux en dans sur pour par un une`,
	pasts:     `a it ut èrent irent é i`,
	links:     `fut vint est était a`,
	replies:   `réponse réplique`,
	froms:     `de du`,
	joins:     `et`,
	salutes:   `cher chère chers chères monsieur madame`,
	farewells: `cordialement sincèrement amicalement bien veuillez amitiés`,
	dashes:    true,
	auxes:     `a ont avait avaient est sont était étaient sera aura peut doit`,
	preps:     `de du des d à au aux en dans sur sous pour par avec sans après avant chez vers contre depuis pendant`,
	relatives: `qui dont laquelle lequel`,
	thats:     `que qu'il qu'elle qu'ils qu'elles`,
	coords:    `et mais ou puis`,
	texts:     `lettre déclaration communiqué message texte courriel`,
}

var spanish = language{
	cues: `dijo dijeron dice dicen decía dicho afirmó afirma afirmaron aseguró asegura señaló señala explicó explica
		explicaron añadió añade agregó agrega preguntó pregunta respondió responde contestó contesta declaró declara
		declararon indicó indica sostuvo sostiene manifestó manifiesta comentó comenta subrayó subraya apuntó apunta
		destacó destaca advirtió advierte escribió escribe contó cuenta recordó recuerda insistió insiste reconoció
		reconoce admitió admite anunció anuncia exclamó exclama gritó grita susurró murmuró criticó denunció calificó
		llamó prometió pidió concluyó concluye precisó precisa replicó opinó opina cree
		advierten aclaró aclara acusó acusa alegó alega alertó alerta argumentó argumenta avisó bromeó bromea celebró clamó
		confesó confiesa confirmó confirma consideró considera contaron coincidió criticaron cuestionó cuestiona defendió
		defiende detalló detalla enfatizó enfatiza exigió exige expresó expresa expuso expone implora imploró ironizó
		lamentó lamenta matizó matiza mencionó musitó narró negó niega opinaron ordenó planteó plantea proclamó proclama
		pronosticó protestó puntualizó puntualiza ratificó habló tachó tildó reclamó reclama recalcó recalca recomendó refirió reiteró
		reitera relató relata reveló revela rogó sentenció sentencia suplicó suspiró suspira sugirió sugiere tuiteó
		zanjó gritaron exclamaron corearon balbuceó repitió repite remarcó`,
	phrases:   `según en_palabras_de de_acuerdo_con`,
	pronouns:  `él ella ellos ellas yo tú nosotros usted ustedes quien`,
	articles:  `el la los las un una unos unas su sus nuestro nuestra este esta estos estas`,
	fillers:   `ha han había habían también luego después ya aún entonces se le les lo`,
	breaks:    `que pero porque cuando si mientras aunque tras antes y o donde como`,
	openers:   `pero y o en a al por para con sin sobre tras ayer hoy lunes martes miércoles jueves viernes sábado domingo luego`,
	titles:    `sr sra srta dr dra d dña ee uu etc p pág`,
	naming:    `titulado titulada llamado llamada denominado denominada apodado palabra palabras término expresión título`,
	works:     `película libro novela canción álbum disco serie periódico diario artículo poema cuadro programa juego revista obra documental`,
	small:     `el la los las de del y o a al en con por para un una`,
	pasts:     `ó aron ieron ía ían aba aban`,
	links:     `fue vino llegó era`,
	replies:   `respuesta réplica contestación`,
	froms:     `de del`,
	joins:     `y e`,
	salutes:   `estimado estimada estimados querido querida queridos`,
	farewells: `atentamente saludos cordialmente abrazos un`,
	dashes:    true,
	auxes:     `ha han había habían es son era eran fue fueron está están puede debe`,
	preps:     `de del a al en con por para sin sobre tras desde hasta contra entre ante bajo durante`,
	relatives: `quien cual cuyo cuya que`,
	thats:     `que`,
	coords:    `y e pero o u luego`,
	texts:     `carta declaración comunicado mensaje texto correo`,
}
