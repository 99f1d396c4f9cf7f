// Wine 8 has no bcryptprimitives.dll, from which Go's runtime gets random numbers.
// This one replaces it, in tests only.
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return SystemFunction036(data, (ULONG)length); }
