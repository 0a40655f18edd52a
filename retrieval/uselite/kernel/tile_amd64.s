#include "textflag.h"

// The tiles share a scheme. A step takes four inputs: the 64 bytes of a panel
// that belong to them, widened to 16 bits, times the four activations of a row,
// repeated over the register. The multiplication adds neighbours, so an
// accumulator holds two sums for each output, which are added in the end.

// Six rows; 16 outputs as two halves of eight, as there are not enough
// registers for all. ADD0 and ADD1 add the products of the activations in Y14
// and the weights in Y12 and Y13 to an accumulator, given by name and number.

#define ZERO6 \
	VPXOR Y0, Y0, Y0 \
	VPXOR Y1, Y1, Y1 \
	VPXOR Y2, Y2, Y2 \
	VPXOR Y3, Y3, Y3 \
	VPXOR Y4, Y4, Y4 \
	VPXOR Y5, Y5, Y5 \
	VPXOR Y6, Y6, Y6 \
	VPXOR Y7, Y7, Y7 \
	VPXOR Y8, Y8, Y8 \
	VPXOR Y9, Y9, Y9 \
	VPXOR Y10, Y10, Y10 \
	VPXOR Y11, Y11, Y11

#define STEP6(ADD0, ADD1) \
	VPMOVSXBW (SI), Y12 \
	VPMOVSXBW 16(SI), Y13 \
	VPBROADCASTQ (R8), Y14 \
	ADD0(Y0, 0) \
	ADD1(Y1, 1) \
	VPBROADCASTQ (R8)(R11*1), Y14 \
	ADD0(Y2, 2) \
	ADD1(Y3, 3) \
	VPBROADCASTQ (R8)(R11*2), Y14 \
	ADD0(Y4, 4) \
	ADD1(Y5, 5) \
	VPBROADCASTQ (R9), Y14 \
	ADD0(Y6, 6) \
	ADD1(Y7, 7) \
	VPBROADCASTQ (R9)(R11*1), Y14 \
	ADD0(Y8, 8) \
	ADD1(Y9, 9) \
	VPBROADCASTQ (R9)(R11*2), Y14 \
	ADD0(Y10, 10) \
	ADD1(Y11, 11)

#define STORE6(sum0, sum1, address) \
	VPHADDD sum1, sum0, sum0 \
	VPERMQ  $0xd8, sum0, sum0 \
	VMOVDQU sum0, address

#define TILE6(ADD0, ADD1) \
	MOVQ c+0(FP), DI \
	MOVQ panel+16(FP), BX \
	MOVQ width+24(FP), DX \
	MOVQ $2, R10 \
	LEAQ (DX)(DX*1), R11 \
half: \
	MOVQ a+8(FP), R8 \
	LEAQ (R8)(R11*2), R9 \
	ADDQ R11, R9 \
	MOVQ BX, SI \
	MOVQ DX, CX \
	ZERO6 \
step: \
	STEP6(ADD0, ADD1) \
	ADDQ $64, SI \
	ADDQ $8, R8 \
	ADDQ $8, R9 \
	SUBQ $4, CX \
	JNZ  step \
	STORE6(Y0, Y1, (DI)) \
	STORE6(Y2, Y3, 64(DI)) \
	STORE6(Y4, Y5, 128(DI)) \
	STORE6(Y6, Y7, 192(DI)) \
	STORE6(Y8, Y9, 256(DI)) \
	STORE6(Y10, Y11, 320(DI)) \
	ADDQ $32, DI \
	ADDQ $32, BX \
	DECQ R10 \
	JNZ  half \
	VZEROUPPER \
	RET

#define MULTIPLYADD0(sum, number) \
	VPMADDWD Y12, Y14, Y15 \
	VPADDD   Y15, sum, sum
#define MULTIPLYADD1(sum, number) \
	VPMADDWD Y13, Y14, Y15 \
	VPADDD   Y15, sum, sum

// func tileAVX2(c *int32, a *int16, panel *int8, width int)
TEXT ·tileAVX2(SB), NOSPLIT, $0-32
	TILE6(MULTIPLYADD0, MULTIPLYADD1)

// VPDPWSSD as it was added to AVX, which the assembler has no name for.
#define DOT0(sum, number) BYTE $0xc4; BYTE $(0xc2-((number)>>3)*0x80); BYTE $0x0d; BYTE $0x52; BYTE $(0xc4+((number)&7)*8)
#define DOT1(sum, number) BYTE $0xc4; BYTE $(0xc2-((number)>>3)*0x80); BYTE $0x0d; BYTE $0x52; BYTE $(0xc5+((number)&7)*8)

// func tileAVXVNNI(c *int32, a *int16, panel *int8, width int)
TEXT ·tileAVXVNNI(SB), NOSPLIT, $0-32
	TILE6(DOT0, DOT1)

#define ROW512(address, activations, sum0, sum1) \
	VPBROADCASTQ address, activations \
	VPDPWSSD     Z24, activations, sum0 \
	VPDPWSSD     Z25, activations, sum1

#define STORE512(sum0, sum1, address0, address1) \
	VPSRLQ  $32, sum0, Z26 \
	VPSRLQ  $32, sum1, Z27 \
	VPADDD  Z26, sum0, sum0 \
	VPADDD  Z27, sum1, sum1 \
	VPMOVQD sum0, address0 \
	VPMOVQD sum1, address1

// func tile12AVX512(c *int32, a *int16, panel *int8, width int)
TEXT ·tile12AVX512(SB), NOSPLIT, $0-32
	MOVQ   c+0(FP), DI
	MOVQ   a+8(FP), R8
	MOVQ   panel+16(FP), SI
	MOVQ   width+24(FP), CX
	LEAQ   (CX)(CX*1), R11  // bytes of a row
	LEAQ   (R11)(R11*2), R12
	LEAQ   (R8)(R12*1), R9  // fourth row
	LEAQ   (R9)(R12*1), R10 // seventh row
	LEAQ   (R10)(R12*1), R13 // tenth row
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7
	VPXORD Z8, Z8, Z8
	VPXORD Z9, Z9, Z9
	VPXORD Z10, Z10, Z10
	VPXORD Z11, Z11, Z11
	VPXORD Z12, Z12, Z12
	VPXORD Z13, Z13, Z13
	VPXORD Z14, Z14, Z14
	VPXORD Z15, Z15, Z15
	VPXORD Z16, Z16, Z16
	VPXORD Z17, Z17, Z17
	VPXORD Z18, Z18, Z18
	VPXORD Z19, Z19, Z19
	VPXORD Z20, Z20, Z20
	VPXORD Z21, Z21, Z21
	VPXORD Z22, Z22, Z22
	VPXORD Z23, Z23, Z23

step:
	VPMOVSXBW (SI), Z24
	VPMOVSXBW 32(SI), Z25
	ROW512((R8), Z26, Z0, Z1)
	ROW512((R8)(R11*1), Z27, Z2, Z3)
	ROW512((R8)(R11*2), Z28, Z4, Z5)
	ROW512((R9), Z29, Z6, Z7)
	ROW512((R9)(R11*1), Z30, Z8, Z9)
	ROW512((R9)(R11*2), Z31, Z10, Z11)
	ROW512((R10), Z26, Z12, Z13)
	ROW512((R10)(R11*1), Z27, Z14, Z15)
	ROW512((R10)(R11*2), Z28, Z16, Z17)
	ROW512((R13), Z29, Z18, Z19)
	ROW512((R13)(R11*1), Z30, Z20, Z21)
	ROW512((R13)(R11*2), Z31, Z22, Z23)
	ADDQ      $64, SI
	ADDQ      $8, R8
	ADDQ      $8, R9
	ADDQ      $8, R10
	ADDQ      $8, R13
	SUBQ      $4, CX
	JNZ       step

	STORE512(Z0, Z1, (DI), 32(DI))
	STORE512(Z2, Z3, 64(DI), 96(DI))
	STORE512(Z4, Z5, 128(DI), 160(DI))
	STORE512(Z6, Z7, 192(DI), 224(DI))
	STORE512(Z8, Z9, 256(DI), 288(DI))
	STORE512(Z10, Z11, 320(DI), 352(DI))
	STORE512(Z12, Z13, 384(DI), 416(DI))
	STORE512(Z14, Z15, 448(DI), 480(DI))
	STORE512(Z16, Z17, 512(DI), 544(DI))
	STORE512(Z18, Z19, 576(DI), 608(DI))
	STORE512(Z20, Z21, 640(DI), 672(DI))
	STORE512(Z22, Z23, 704(DI), 736(DI))
	VZEROUPPER
	RET

// func tile4AVX512(c *int32, a *int16, panel *int8, width int)
TEXT ·tile4AVX512(SB), NOSPLIT, $0-32
	MOVQ   c+0(FP), DI
	MOVQ   a+8(FP), R8
	MOVQ   panel+16(FP), SI
	MOVQ   width+24(FP), CX
	LEAQ   (CX)(CX*1), R11
	LEAQ   (R8)(R11*2), R9 // third row
	VPXORD Z0, Z0, Z0
	VPXORD Z1, Z1, Z1
	VPXORD Z2, Z2, Z2
	VPXORD Z3, Z3, Z3
	VPXORD Z4, Z4, Z4
	VPXORD Z5, Z5, Z5
	VPXORD Z6, Z6, Z6
	VPXORD Z7, Z7, Z7

step:
	VPMOVSXBW (SI), Z24
	VPMOVSXBW 32(SI), Z25
	ROW512((R8), Z26, Z0, Z1)
	ROW512((R8)(R11*1), Z27, Z2, Z3)
	ROW512((R9), Z28, Z4, Z5)
	ROW512((R9)(R11*1), Z29, Z6, Z7)
	ADDQ      $64, SI
	ADDQ      $8, R8
	ADDQ      $8, R9
	SUBQ      $4, CX
	JNZ       step

	STORE512(Z0, Z1, (DI), 32(DI))
	STORE512(Z2, Z3, 64(DI), 96(DI))
	STORE512(Z4, Z5, 128(DI), 160(DI))
	STORE512(Z6, Z7, 192(DI), 224(DI))
	VZEROUPPER
	RET
