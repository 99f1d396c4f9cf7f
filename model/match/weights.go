package match

// Where the weights come from
//
// TestFit in fit_test.go fits them by logistic regression. The base weights were fitted on
// the pairs of annotated sentences of ECB+ (dev), "same" against all others, and on the half
// "tune" of testdata/gold.tsv, each of whose pairs counts 20 times. The context weights were
// fitted on the links of "tune" and, at a hundredth, of ECB+. The half "held" was used for
// neither.

// baseWeights are the weights of the features of two sentences by themselves.
var baseWeights = features{
	fBias: -5.51, fCosine: 5.48, fPlain: 1.56, fContained: 1.46, fGrams: -0.27, fRun: 1.76, fQuoteRun: 0.40, fClause: -0.23,
	fNumbersAgree: 1.03, fNumbersDiffer: -0.31, fNames: -0.96, fNamesDiffer: -0.92, fLengths: -1.00, fShared: 2.03, fLead: 0.18,
	fShort: -0.22,
}

// contextWeights are the weights of the features of a pair among all others.
var contextWeights = contexts{
	gBias: -1.21, gBase: 0.69, gMutual: -0.20, gMargin: 0.02, gSupport: 2.69, gSupports: -0.31, gRank: -0.25, gCrowd: 0.26, gListed: 0.13,
}

// leastSame is the score from which two sentences are taken to say the same.
const leastSame = 0.44
