#include "textflag.h"
#include "neon_arm64.h"
#include "sum_arm64.h"

#define ZERO32 \
	VEOR V0.B16, V0.B16, V0.B16 \
	VEOR V1.B16, V1.B16, V1.B16 \
	VEOR V2.B16, V2.B16, V2.B16 \
	VEOR V3.B16, V3.B16, V3.B16 \
	VEOR V4.B16, V4.B16, V4.B16 \
	VEOR V5.B16, V5.B16, V5.B16 \
	VEOR V6.B16, V6.B16, V6.B16 \
	VEOR V7.B16, V7.B16, V7.B16

// LOAD32 loads 32 floats into V16 to V23.
#define LOAD32(pointer) \
	VLD1.P 64(pointer), [V16.S4, V17.S4, V18.S4, V19.S4] \
	VLD1.P 64(pointer), [V20.S4, V21.S4, V22.S4, V23.S4]

// ADD32 adds V16 to V23 to V0 to V7.
#define ADD32 \
	FADD(0, 0, 16) \
	FADD(1, 1, 17) \
	FADD(2, 2, 18) \
	FADD(3, 3, 19) \
	FADD(4, 4, 20) \
	FADD(5, 5, 21) \
	FADD(6, 6, 22) \
	FADD(7, 7, 23)

// func epilogueNEON(dst *float32, stride int, c *int32, units *float32, rows int, scales, bias *float32, mode int)
TEXT ·epilogueNEON(SB), NOSPLIT, $0-64
	MOVD dst+0(FP), R0
	MOVD stride+8(FP), R1
	MOVD c+16(FP), R2
	MOVD units+24(FP), R3
	MOVD rows+32(FP), R4
	MOVD scales+40(FP), R5
	MOVD bias+48(FP), R6
	MOVD mode+56(FP), R7
	VLD1 (R5), [V16.S4, V17.S4, V18.S4, V19.S4]
	VLD1 (R6), [V20.S4, V21.S4, V22.S4, V23.S4]
	VEOR V24.B16, V24.B16, V24.B16

row:
	VLD1R.P 4(R3), [V25.S4]
	VLD1.P  64(R2), [V0.S4, V1.S4, V2.S4, V3.S4]
	SCVTF(0, 0)
	SCVTF(1, 1)
	SCVTF(2, 2)
	SCVTF(3, 3)
	FMUL(0, 0, 25)
	FMUL(1, 1, 25)
	FMUL(2, 2, 25)
	FMUL(3, 3, 25)
	FMUL(0, 0, 16)
	FMUL(1, 1, 17)
	FMUL(2, 2, 18)
	FMUL(3, 3, 19)
	FADD(0, 0, 20)
	FADD(1, 1, 21)
	FADD(2, 2, 22)
	FADD(3, 3, 23)
	CMP  $1, R7
	BLT  store
	BEQ  relu
	VLD1 (R0), [V4.S4, V5.S4, V6.S4, V7.S4]
	FADD(0, 0, 4)
	FADD(1, 1, 5)
	FADD(2, 2, 6)
	FADD(3, 3, 7)
	B    store

relu:
	FMAX(0, 0, 24)
	FMAX(1, 1, 24)
	FMAX(2, 2, 24)
	FMAX(3, 3, 24)

store:
	VST1 [V0.S4, V1.S4, V2.S4, V3.S4], (R0)
	ADD  R1<<2, R0
	SUBS $1, R4
	BNE  row
	RET

// func maxMagnitudeNEON(x *float32, n int) float32
TEXT ·maxMagnitudeNEON(SB), NOSPLIT, $0-20
	MOVD x+0(FP), R0
	MOVD n+8(FP), R1
	VEOR V0.B16, V0.B16, V0.B16
	VEOR V1.B16, V1.B16, V1.B16
	VEOR V2.B16, V2.B16, V2.B16
	VEOR V3.B16, V3.B16, V3.B16

loop:
	VLD1.P 64(R0), [V16.S4, V17.S4, V18.S4, V19.S4]
	FABS(16, 16)
	FABS(17, 17)
	FABS(18, 18)
	FABS(19, 19)
	FMAX(0, 0, 16)
	FMAX(1, 1, 17)
	FMAX(2, 2, 18)
	FMAX(3, 3, 19)
	SUBS   $16, R1
	BNE    loop

	FMAX(0, 0, 1)
	FMAX(2, 2, 3)
	FMAX(0, 0, 2)
	FMAXV(0, 0)
	FMOVS F0, ret+16(FP)
	RET

// ROUND16 loads 16 floats and rounds them, times V24, to integers of 16 bits in
// V20 and V21.
#define ROUND16 \
	VLD1.P 64(R1), [V16.S4, V17.S4, V18.S4, V19.S4] \
	FMUL(16, 16, 24) \
	FMUL(17, 17, 24) \
	FMUL(18, 18, 24) \
	FMUL(19, 19, 24) \
	FCVTNS(16, 16) \
	FCVTNS(17, 17) \
	FCVTNS(18, 18) \
	FCVTNS(19, 19) \
	SQXTN(20, 16) \
	SQXTN2(20, 17) \
	SQXTN(21, 18) \
	SQXTN2(21, 19)

// func convertNEON(dst *int16, x *float32, n int, inverse float32)
TEXT ·convertNEON(SB), NOSPLIT, $0-28
	MOVD  dst+0(FP), R0
	MOVD  x+8(FP), R1
	MOVD  n+16(FP), R2
	FMOVS inverse+24(FP), F24
	VDUP  V24.S[0], V24.S4

loop:
	ROUND16
	VST1.P [V20.H8, V21.H8], 32(R0)
	SUBS   $16, R2
	BNE    loop
	RET

// func convertPlanesNEON(dst *int16, x *float32, n int, inverse float32)
TEXT ·convertPlanesNEON(SB), NOSPLIT, $0-28
	MOVD  dst+0(FP), R0
	MOVD  x+8(FP), R1
	MOVD  n+16(FP), R2
	ADD   R2, R0, R3
	FMOVS inverse+24(FP), F24
	VDUP  V24.S[0], V24.S4
	MOVD  $127, R4
	VDUP  R4, V25.H8

loop:
	ROUND16
	SSHR7(16, 20)
	SSHR7(17, 21)
	XTN(18, 16)
	XTN2(18, 17)
	VAND   V25.B16, V20.B16, V20.B16
	VAND   V25.B16, V21.B16, V21.B16
	XTN(19, 20)
	XTN2(19, 21)
	VST1.P [V18.B16], 16(R0)
	VST1.P [V19.B16], 16(R3)
	SUBS   $16, R2
	BNE    loop
	RET

// func normalizeNEON(dst, x, gains *float32, n int, share float32)
TEXT ·normalizeNEON(SB), NOSPLIT, $0-36
	MOVD  x+8(FP), R1
	MOVD  n+24(FP), R3
	FMOVS share+32(FP), F24
	ZERO32

mean:
	LOAD32(R1)
	ADD32
	SUBS $32, R3
	BNE  mean

	SUM32
	FMULS F24, F0, F0
	VDUP  V0.S[0], V25.S4
	MOVD  dst+0(FP), R0
	MOVD  x+8(FP), R1
	MOVD  n+24(FP), R3
	ZERO32

variance:
	LOAD32(R1)
	FSUB(16, 16, 25)
	FSUB(17, 17, 25)
	FSUB(18, 18, 25)
	FSUB(19, 19, 25)
	FSUB(20, 20, 25)
	FSUB(21, 21, 25)
	FSUB(22, 22, 25)
	FSUB(23, 23, 25)
	VST1.P [V16.S4, V17.S4, V18.S4, V19.S4], 64(R0)
	VST1.P [V20.S4, V21.S4, V22.S4, V23.S4], 64(R0)
	FMUL(16, 16, 16)
	FMUL(17, 17, 17)
	FMUL(18, 18, 18)
	FMUL(19, 19, 19)
	FMUL(20, 20, 20)
	FMUL(21, 21, 21)
	FMUL(22, 22, 22)
	FMUL(23, 23, 23)
	ADD32
	SUBS   $32, R3
	BNE    variance

	SUM32
	FMULS  F24, F0, F0
	FMOVS  $1.0e-6, F1
	FADDS  F1, F0, F0
	FSQRTS F0, F0
	FMOVS  $1.0, F1
	FDIVS  F0, F1, F0
	VDUP   V0.S[0], V25.S4
	MOVD   dst+0(FP), R0
	MOVD   gains+16(FP), R1
	MOVD   n+24(FP), R3

scale:
	VLD1   (R0), [V0.S4, V1.S4, V2.S4, V3.S4]
	VLD1.P 64(R1), [V16.S4, V17.S4, V18.S4, V19.S4]
	FMUL(0, 0, 25)
	FMUL(1, 1, 25)
	FMUL(2, 2, 25)
	FMUL(3, 3, 25)
	FMUL(0, 0, 16)
	FMUL(1, 1, 17)
	FMUL(2, 2, 18)
	FMUL(3, 3, 19)
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)
	SUBS   $16, R3
	BNE    scale
	RET

// func dotsNEON(dst *float32, n int, query *float32, width int, rows *float32, stride int)
TEXT ·dotsNEON(SB), NOSPLIT, $0-48
	MOVD dst+0(FP), R0
	MOVD n+8(FP), R1
	MOVD query+16(FP), R2
	MOVD width+24(FP), R3
	MOVD rows+32(FP), R4
	MOVD stride+40(FP), R5

row:
	MOVD R2, R6
	MOVD R3, R7
	MOVD R4, R8
	ZERO32

loop:
	LOAD32(R6)
	VLD1.P 64(R8), [V24.S4, V25.S4, V26.S4, V27.S4]
	VLD1.P 64(R8), [V28.S4, V29.S4, V30.S4, V31.S4]
	FMUL(16, 16, 24)
	FMUL(17, 17, 25)
	FMUL(18, 18, 26)
	FMUL(19, 19, 27)
	FMUL(20, 20, 28)
	FMUL(21, 21, 29)
	FMUL(22, 22, 30)
	FMUL(23, 23, 31)
	ADD32
	SUBS   $32, R7
	BNE    loop

	SUM32
	FMOVS.P F0, 4(R0)
	ADD   R5<<2, R4
	SUBS  $1, R1
	BNE   row
	RET

// func mixNEON(dst *float32, width int, shares *float32, n int, rows *float32, stride int)
TEXT ·mixNEON(SB), NOSPLIT, $0-48
	MOVD dst+0(FP), R0
	MOVD width+8(FP), R1
	MOVD rows+32(FP), R4
	MOVD stride+40(FP), R5
	LSL  $2, R5

column:
	MOVD shares+16(FP), R2
	MOVD n+24(FP), R3
	MOVD R4, R6
	ZERO32

row:
	VLD1R.P 4(R2), [V24.S4]
	MOVD    R6, R7
	LOAD32(R7)
	FMUL(16, 16, 24)
	FMUL(17, 17, 24)
	FMUL(18, 18, 24)
	FMUL(19, 19, 24)
	FMUL(20, 20, 24)
	FMUL(21, 21, 24)
	FMUL(22, 22, 24)
	FMUL(23, 23, 24)
	ADD32
	ADD     R5, R6
	SUBS    $1, R3
	BNE     row

	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R0)
	ADD    $128, R4
	SUBS   $32, R1
	BNE    column
	RET
