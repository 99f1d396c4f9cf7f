package language

var turkish = language{
	titles:  `dr prof doç yrd av sn bkz örn vb yy mad cad sok mah apt blv gen alb yzb tğm müh mim`,
	numbers: `no nr s ss sf tel oca şub mar nis may haz tem ağu eyl eki kas ara`,
	units:   `vs vd mö ms`,
	starters: `bu şu o bir ve ama fakat ancak çünkü eğer ne nasıl neden niçin kim nerede ben sen biz siz onlar onun her
		bütün tüm bazı çok daha en ile için gibi kadar sonra önce bugün dün yarın şimdi burada orada`,
	ordinals: true,
}
