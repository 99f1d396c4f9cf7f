package match

// Where the weights come from
//
// TestFit and TestFitContext in fit_test.go fit them by logistic regression. The base
// weights were fitted on the pairs of annotated sentences of ECB+ (dev), "same" against
// all others, and on the half "tune" of testdata/gold.tsv, each of whose pairs counts 20
// times. The context weights were fitted on the links of "tune" and, at a hundredth, of
// ECB+. The half "held" took part in neither.

// baseWeights are the weights of the features of two sentences by themselves.
var baseWeights = features{
	fBias: -5.44, fCosine: 5.84, fPlain: 1.71, fContained: 1.29, fGrams: -0.39, fRun: 1.78, fQuoteRun: 0.45, fClause: -0.27,
	fNumbersAgree: 1.05, fNumbersDiffer: -0.30, fNames: -0.95, fNamesDiffer: -0.93, fLengths: -0.97, fShared: 2.09, fLead: 0.18,
	fShort: -0.23,
}

// contextWeights are the weights of the features of a pair among all others.
var contextWeights = contexts{
	gBias: -0.72, gBase: 0.73, gMutual: -0.30, gMargin: 0.03, gSupport: 3.32, gSupports: -0.52, gRank: -0.22, gCrowd: 0.24, gListed: -0.59,
}

// leastSame is the score from which two sentences are taken to say the same.
const leastSame = 0.5
