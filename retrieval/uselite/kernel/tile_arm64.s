#include "textflag.h"
#include "neon_arm64.h"

#define ZERO8(a, b, c, d, e, f, g, h) \
	VEOR a.B16, a.B16, a.B16 \
	VEOR b.B16, b.B16, b.B16 \
	VEOR c.B16, c.B16, c.B16 \
	VEOR d.B16, d.B16, d.B16 \
	VEOR e.B16, e.B16, e.B16 \
	VEOR f.B16, f.B16, f.B16 \
	VEOR g.B16, g.B16, g.B16 \
	VEOR h.B16, h.B16, h.B16

// A row's four activations, in both halves of V30, times eight outputs' weights
// in V24 to V27, two outputs a register.
#define ROW(pointer, s0, s1, s2, s3, s4, s5, s6, s7) \
	VLD1R.P 8(pointer), [V30.D2] \
	SMLAL(s0, 24, 30) \
	SMLAL2(s1, 24, 30) \
	SMLAL(s2, 25, 30) \
	SMLAL2(s3, 25, 30) \
	SMLAL(s4, 26, 30) \
	SMLAL2(s5, 26, 30) \
	SMLAL(s6, 27, 30) \
	SMLAL2(s7, 27, 30)

// An accumulator holds four sums for one output: add them up.
#define STORE(s0, s1, s2, s3, s4, s5, s6, s7, pointer) \
	VADDP s1.S4, s0.S4, s0.S4 \
	VADDP s3.S4, s2.S4, s2.S4 \
	VADDP s5.S4, s4.S4, s4.S4 \
	VADDP s7.S4, s6.S4, s6.S4 \
	VADDP s2.S4, s0.S4, V28.S4 \
	VADDP s6.S4, s4.S4, V29.S4 \
	VST1 [V28.S4, V29.S4], (pointer) \
	ADD $64, pointer

// func tileNEON(c *int32, a *int16, panel *int8, width int)
//
// Three rows; 16 outputs as two halves of eight, as there are not enough
// registers for all.
TEXT ·tileNEON(SB), NOSPLIT, $0-32
	MOVD c+0(FP), R0
	MOVD panel+16(FP), R2
	MOVD width+24(FP), R3
	MOVD $2, R4

half:
	MOVD a+8(FP), R5
	ADD  R3<<1, R5, R6
	ADD  R3<<1, R6, R7
	MOVD R2, R8
	MOVD R3, R9
	ZERO8(V0, V1, V2, V3, V4, V5, V6, V7)
	ZERO8(V8, V9, V10, V11, V12, V13, V14, V15)
	ZERO8(V16, V17, V18, V19, V20, V21, V22, V23)

step:
	VLD1 (R8), [V28.B16, V29.B16]
	ADD  $64, R8
	SXTL(24, 28)
	SXTL2(25, 28)
	SXTL(26, 29)
	SXTL2(27, 29)
	ROW(R5, 0, 1, 2, 3, 4, 5, 6, 7)
	ROW(R6, 8, 9, 10, 11, 12, 13, 14, 15)
	ROW(R7, 16, 17, 18, 19, 20, 21, 22, 23)
	SUBS $4, R9
	BNE  step

	MOVD R0, R10
	STORE(V0, V1, V2, V3, V4, V5, V6, V7, R10)
	STORE(V8, V9, V10, V11, V12, V13, V14, V15, R10)
	STORE(V16, V17, V18, V19, V20, V21, V22, V23, R10)
	ADD  $32, R0
	ADD  $32, R2
	SUBS $1, R4
	BNE  half
	RET

// Four inputs of the panel times those of four rows, whose planes are in V20
// to V23.
#define GROUP(SDOT) \
	VLD1.P 64(R8), [V16.B16, V17.B16, V18.B16, V19.B16] \
	SDOT(0, 16, 20) \
	SDOT(1, 17, 20) \
	SDOT(2, 18, 20) \
	SDOT(3, 19, 20) \
	SDOT(4, 16, 21) \
	SDOT(5, 17, 21) \
	SDOT(6, 18, 21) \
	SDOT(7, 19, 21) \
	SDOT(8, 16, 22) \
	SDOT(9, 17, 22) \
	SDOT(10, 18, 22) \
	SDOT(11, 19, 22) \
	SDOT(12, 16, 23) \
	SDOT(13, 17, 23) \
	SDOT(14, 18, 23) \
	SDOT(15, 19, 23)

#define SHIFT7(a, b, c, d) \
	VSHL $7, a.S4, a.S4 \
	VSHL $7, b.S4, b.S4 \
	VSHL $7, c.S4, c.S4 \
	VSHL $7, d.S4, d.S4

// func tileDotNEON(c *int32, a *int16, panel *int8, width int)
//
// Four rows, each of two planes: the upper bits of all activations, then the
// lower seven. The upper plane's sums are shifted before the lower's are added.
TEXT ·tileDotNEON(SB), NOSPLIT, $0-32
	MOVD c+0(FP), R0
	MOVD a+8(FP), R4
	MOVD panel+16(FP), R2
	MOVD width+24(FP), R3
	ADD  R3<<1, R4, R5
	ADD  R3<<1, R5, R6
	ADD  R3<<1, R6, R7
	MOVD R2, R8
	MOVD R3, R9
	ZERO8(V0, V1, V2, V3, V4, V5, V6, V7)
	ZERO8(V8, V9, V10, V11, V12, V13, V14, V15)

upper:
	VLD1.P 16(R4), [V20.B16]
	VLD1.P 16(R5), [V21.B16]
	VLD1.P 16(R6), [V22.B16]
	VLD1.P 16(R7), [V23.B16]
	GROUP(SDOT0)
	GROUP(SDOT1)
	GROUP(SDOT2)
	GROUP(SDOT3)
	SUBS $16, R9
	BNE  upper

	SHIFT7(V0, V1, V2, V3)
	SHIFT7(V4, V5, V6, V7)
	SHIFT7(V8, V9, V10, V11)
	SHIFT7(V12, V13, V14, V15)
	MOVD R2, R8
	MOVD R3, R9

lower:
	VLD1.P 16(R4), [V20.B16]
	VLD1.P 16(R5), [V21.B16]
	VLD1.P 16(R6), [V22.B16]
	VLD1.P 16(R7), [V23.B16]
	GROUP(SDOT0)
	GROUP(SDOT1)
	GROUP(SDOT2)
	GROUP(SDOT3)
	SUBS $16, R9
	BNE  lower

	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R0)
	VST1.P [V4.S4, V5.S4, V6.S4, V7.S4], 64(R0)
	VST1.P [V8.S4, V9.S4, V10.S4, V11.S4], 64(R0)
	VST1.P [V12.S4, V13.S4, V14.S4, V15.S4], 64(R0)
	RET

// func peakNEON(rounds int)
TEXT ·peakNEON(SB), NOSPLIT, $0-8
	MOVD rounds+0(FP), R0
	ZERO8(V0, V1, V2, V3, V4, V5, V6, V7)
	ZERO8(V8, V9, V10, V11, V12, V13, V14, V15)
	VEOR V16.B16, V16.B16, V16.B16

round:
	FMLA(0, 16, 16)
	FMLA(1, 16, 16)
	FMLA(2, 16, 16)
	FMLA(3, 16, 16)
	FMLA(4, 16, 16)
	FMLA(5, 16, 16)
	FMLA(6, 16, 16)
	FMLA(7, 16, 16)
	FMLA(8, 16, 16)
	FMLA(9, 16, 16)
	FMLA(10, 16, 16)
	FMLA(11, 16, 16)
	FMLA(12, 16, 16)
	FMLA(13, 16, 16)
	FMLA(14, 16, 16)
	FMLA(15, 16, 16)
	SUBS $1, R0
	BNE  round
	RET
