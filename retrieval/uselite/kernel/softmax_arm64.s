#include "textflag.h"
#include "neon_arm64.h"
#include "sum_arm64.h"

// EXP replaces x by its exponential, with n and p to work in; see expNegative.
#define EXP(x, n, p) \
	FSUB(x, x, 31) \
	FMAX(x, x, 30) \
	FMUL(n, x, 29) \
	FRINTN(n, n) \
	FMUL(p, n, 28) \
	FSUB(x, x, p) \
	FMUL(p, n, 27) \
	FSUB(x, x, p) \
	FMUL(p, x, 26) \
	FADD(p, p, 25) \
	FMUL(p, p, x) \
	FADD(p, p, 24) \
	FMUL(p, p, x) \
	FADD(p, p, 23) \
	FMUL(p, p, x) \
	FADD(p, p, 22) \
	FMUL(p, p, x) \
	FADD(p, p, 21) \
	FMUL(p, p, x) \
	FMUL(p, p, x) \
	FADD(p, p, x) \
	FADD(p, p, 20) \
	FCVTNS(n, n)

#define CONSTANT(value, f, v) \
	FMOVS value, f \
	VDUP  v.S[0], v.S4

// func softmaxNEON(x *float32, n int)
TEXT ·softmaxNEON(SB), NOSPLIT, $0-16
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	MOVD R0, R2
	MOVD R1, R3
	MOVW $0xff800000, R4 // minus infinity
	VDUP R4, V0.S4

top:
	VLD1.P 32(R2), [V1.S4, V2.S4]
	FMAX(0, 0, 1)
	FMAX(0, 0, 2)
	SUBS   $8, R3
	BNE    top

	FMAXV(31, 0)
	VDUP V31.S[0], V31.S4
	CONSTANT($-87.0, F30, V30)
	CONSTANT($1.44269504088896341, F29, V29)
	CONSTANT($0.693359375, F28, V28)
	CONSTANT($-2.12194440e-4, F27, V27)
	CONSTANT($0.000198412698412698413, F26, V26)
	CONSTANT($0.00138888888888888889, F25, V25)
	CONSTANT($0.00833333333333333333, F24, V24)
	CONSTANT($0.0416666666666666667, F23, V23)
	CONSTANT($0.166666666666666667, F22, V22)
	CONSTANT($0.5, F21, V21)
	CONSTANT($1.0, F20, V20)
	MOVD $127, R4
	VDUP R4, V19.S4
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	MOVD R0, R2
	MOVD R1, R3

exp:
	VLD1   (R2), [V2.S4, V3.S4]
	EXP(2, 4, 5)
	EXP(3, 6, 7)
	VADD   V19.S4, V4.S4, V4.S4
	VADD   V19.S4, V6.S4, V6.S4
	VSHL   $23, V4.S4, V4.S4
	VSHL   $23, V6.S4, V6.S4
	FMUL(2, 5, 4)
	FMUL(3, 7, 6)
	VST1.P [V2.S4, V3.S4], 32(R2)
	FADD(0, 0, 2)
	FADD(1, 1, 3)
	SUBS   $8, R3
	BNE    exp

	SUM8
	FMOVS $1.0, F1
	FDIVS F0, F1, F0
	VDUP  V0.S[0], V0.S4

scale:
	VLD1   (R0), [V2.S4, V3.S4]
	FMUL(2, 2, 0)
	FMUL(3, 3, 0)
	VST1.P [V2.S4, V3.S4], 32(R0)
	SUBS   $8, R1
	BNE    scale
	RET
