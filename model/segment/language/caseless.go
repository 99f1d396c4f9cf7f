package language

// arabic is for Arabic, Persian and Urdu. Their letters have no case, so only words
// that never end a sentence are worth listing.
var arabic = language{
	titles:  `د أ م ا دكتور`,
	numbers: `ص رقم هـ`,
}

// hindi is for Hindi, Marathi, Nepali and Bengali.
var hindi = language{
	titles:  `डॉ प्रो पं स्व श्री मि डा`,
	numbers: `पृ सं`,
}

// eastern is for Chinese, Japanese and Korean. Only foreign words are abbreviated
// with a full stop there.
var eastern = language{
	titles:   english.titles,
	names:    english.names,
	starters: english.starters,
}
