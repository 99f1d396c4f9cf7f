package language

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
