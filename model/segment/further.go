package segment

var turkish = language{
	titles:  `dr prof doç yrd av sn bkz örn vb yy mad cad sok mah apt blv gen alb yzb tğm müh mim`,
	numbers: `no nr s ss sf tel oca şub mar nis may haz tem ağu eyl eki kas ara`,
	units:   `vs vd mö ms`,
	starters: `bu şu o bir ve ama fakat ancak çünkü eğer ne nasıl neden niçin kim nerede ben sen biz siz onlar onun her
		bütün tüm bazı çok daha en ile için gibi kadar sonra önce bugün dün yarın şimdi burada orada`,
	ordinals: true,
}

// greek asks with a semicolon.
var greek = language{
	titles:  `κ κα κος κ.κ δρ καθ π.χ δηλ βλ πρβλ αγ στρ λεωφ`,
	numbers: `αρ σελ σ τηλ κεφ παρ ιαν φεβ μαρ απρ μαι ιουν ιουλ αυγ σεπ οκτ νοε δεκ`,
	units:   `κ.λπ κλπ κ.ά κ.ο.κ π.μ μ.μ μ.χ π.χρ`,
	starters: `ο η το οι τα τον την του της των ένας μια ένα και αλλά ή αν όταν όπου πως πώς γιατί τι ποιος που αυτός αυτή
		αυτό εγώ εσύ εμείς εσείς στο στη στην στον στις στους σε με για από προς κατά μετά πριν χωρίς δεν μην όχι
		ναι επίσης όμως ωστόσο έτσι τότε τώρα εδώ εκεί σήμερα χθες αύριο`,
	semicolon: true,
}

// arabic serves Arabic, Persian and Urdu, whose letters have no case: only
// what never ends a sentence is worth listing.
var arabic = language{
	titles:  `د أ م ا دكتور`,
	numbers: `ص رقم هـ`,
}

// hindi serves Hindi, Marathi, Nepali and Bengali.
var hindi = language{
	titles:  `डॉ प्रो पं स्व श्री मि डा`,
	numbers: `पृ सं`,
}

// eastern serves Chinese, Japanese and Korean, where only foreign words are
// abbreviated.
var eastern = language{
	titles:   english.titles,
	names:    english.names,
	starters: english.starters,
}
