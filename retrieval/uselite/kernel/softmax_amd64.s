#include "textflag.h"
#include "sum_amd64.h"

DATA one<>+0(SB)/4, $1.0
GLOBL one<>(SB), RODATA, $4
DATA negativeInfinity<>+0(SB)/4, $0xff800000
GLOBL negativeInfinity<>(SB), RODATA, $4
DATA expMin<>+0(SB)/4, $-87.0
GLOBL expMin<>(SB), RODATA, $4
DATA log2E<>+0(SB)/4, $1.44269504088896341
GLOBL log2E<>(SB), RODATA, $4
DATA ln2Hi<>+0(SB)/4, $0.693359375
GLOBL ln2Hi<>(SB), RODATA, $4
DATA ln2Lo<>+0(SB)/4, $-2.12194440e-4
GLOBL ln2Lo<>(SB), RODATA, $4
DATA bias<>+0(SB)/4, $127
GLOBL bias<>(SB), RODATA, $4
DATA exp7<>+0(SB)/4, $0.000198412698412698413
GLOBL exp7<>(SB), RODATA, $4
DATA exp6<>+0(SB)/4, $0.00138888888888888889
GLOBL exp6<>(SB), RODATA, $4
DATA exp5<>+0(SB)/4, $0.00833333333333333333
GLOBL exp5<>(SB), RODATA, $4
DATA exp4<>+0(SB)/4, $0.0416666666666666667
GLOBL exp4<>(SB), RODATA, $4
DATA exp3<>+0(SB)/4, $0.166666666666666667
GLOBL exp3<>(SB), RODATA, $4
DATA exp2<>+0(SB)/4, $0.5
GLOBL exp2<>(SB), RODATA, $4

// func softmaxAVX2(x *float32, n int)
//
// See expNegative for what happens in the middle.
TEXT ·softmaxAVX2(SB), NOSPLIT, $0-16
	MOVQ         x+0(FP), DI
	MOVQ         n+8(FP), DX
	MOVQ         DI, SI
	MOVQ         DX, CX
	VBROADCASTSS negativeInfinity<>(SB), Y0

top:
	VMAXPS (SI), Y0, Y0
	ADDQ   $32, SI
	SUBQ   $8, CX
	JNZ    top

	VEXTRACTF128 $1, Y0, X1
	VMAXPS       X1, X0, X0
	VMOVHLPS     X0, X0, X1
	VMAXPS       X1, X0, X0
	VMOVSHDUP    X0, X1
	VMAXSS       X1, X0, X0
	VBROADCASTSS X0, Y15
	VBROADCASTSS expMin<>(SB), Y14
	VBROADCASTSS log2E<>(SB), Y13
	VBROADCASTSS ln2Hi<>(SB), Y12
	VBROADCASTSS ln2Lo<>(SB), Y11
	VBROADCASTSS exp7<>(SB), Y10
	VBROADCASTSS exp6<>(SB), Y9
	VBROADCASTSS exp5<>(SB), Y8
	VBROADCASTSS exp4<>(SB), Y7
	VBROADCASTSS exp3<>(SB), Y6
	VBROADCASTSS exp2<>(SB), Y5
	VXORPS       Y0, Y0, Y0
	MOVQ         DI, SI
	MOVQ         DX, CX

exp:
	VMOVUPS      (SI), Y1
	VSUBPS       Y15, Y1, Y1
	VMAXPS       Y14, Y1, Y1
	VMULPS       Y13, Y1, Y2
	VROUNDPS     $0, Y2, Y2
	VMULPS       Y12, Y2, Y3
	VSUBPS       Y3, Y1, Y1
	VMULPS       Y11, Y2, Y3
	VSUBPS       Y3, Y1, Y1
	VMULPS       Y10, Y1, Y3
	VADDPS       Y9, Y3, Y3
	VMULPS       Y1, Y3, Y3
	VADDPS       Y8, Y3, Y3
	VMULPS       Y1, Y3, Y3
	VADDPS       Y7, Y3, Y3
	VMULPS       Y1, Y3, Y3
	VADDPS       Y6, Y3, Y3
	VMULPS       Y1, Y3, Y3
	VADDPS       Y5, Y3, Y3
	VMULPS       Y1, Y3, Y3
	VMULPS       Y1, Y3, Y3
	VADDPS       Y1, Y3, Y3
	VBROADCASTSS one<>(SB), Y4
	VADDPS       Y4, Y3, Y3
	VCVTPS2DQ    Y2, Y2
	VPBROADCASTD bias<>(SB), Y4
	VPADDD       Y4, Y2, Y2
	VPSLLD       $23, Y2, Y2
	VMULPS       Y2, Y3, Y3
	VMOVUPS      Y3, (SI)
	VADDPS       Y3, Y0, Y0
	ADDQ         $32, SI
	SUBQ         $8, CX
	JNZ          exp

	SUM8
	VMOVSS       one<>(SB), X1
	VDIVSS       X0, X1, X0
	VBROADCASTSS X0, Y0

scale:
	VMULPS  (DI), Y0, Y1
	VMOVUPS Y1, (DI)
	ADDQ    $32, DI
	SUBQ    $8, DX
	JNZ     scale
	VZEROUPPER
	RET
