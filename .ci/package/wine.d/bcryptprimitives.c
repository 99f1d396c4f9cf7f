// Wine 8 has no bcryptprimitives.dll, from which Go's run-time takes random
// numbers. This one stands in for it, in tests only.
#include <windows.h>
BOOLEAN NTAPI SystemFunction036(PVOID buffer, ULONG length);
__declspec(dllexport) BOOL WINAPI ProcessPrng(PBYTE data, SIZE_T length) { return SystemFunction036(data, (ULONG)length); }
