#include "textflag.h"
#include "sum_amd64.h"

DATA magnitude<>+0(SB)/4, $0x7fffffff
GLOBL magnitude<>(SB), RODATA, $4
DATA one<>+0(SB)/4, $1.0
GLOBL one<>(SB), RODATA, $4
DATA varianceFloor<>+0(SB)/4, $1.0e-6
GLOBL varianceFloor<>(SB), RODATA, $4

// func epilogueAVX2(dst *float32, stride int, c *int32, units *float32, rows int, scales, bias *float32, mode int)
TEXT ·epilogueAVX2(SB), NOSPLIT, $0-64
	MOVQ    dst+0(FP), DI
	MOVQ    stride+8(FP), DX
	MOVQ    c+16(FP), SI
	MOVQ    units+24(FP), R8
	MOVQ    rows+32(FP), CX
	MOVQ    scales+40(FP), R9
	MOVQ    bias+48(FP), R10
	MOVQ    mode+56(FP), R11
	SHLQ    $2, DX
	VMOVUPS (R9), Y4
	VMOVUPS 32(R9), Y5
	VMOVUPS (R10), Y6
	VMOVUPS 32(R10), Y7
	VXORPS  Y8, Y8, Y8

row:
	VBROADCASTSS (R8), Y9
	VCVTDQ2PS    (SI), Y0
	VCVTDQ2PS    32(SI), Y1
	VMULPS       Y9, Y0, Y0
	VMULPS       Y9, Y1, Y1
	VMULPS       Y4, Y0, Y0
	VMULPS       Y5, Y1, Y1
	VADDPS       Y6, Y0, Y0
	VADDPS       Y7, Y1, Y1
	CMPQ         R11, $1
	JB           store
	JE           relu
	VADDPS       (DI), Y0, Y0
	VADDPS       32(DI), Y1, Y1
	JMP          store

relu:
	VMAXPS Y8, Y0, Y0
	VMAXPS Y8, Y1, Y1

store:
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ    DX, DI
	ADDQ    $64, SI
	ADDQ    $4, R8
	DECQ    CX
	JNZ     row
	VZEROUPPER
	RET

// func maxMagnitudeAVX2(x *float32, n int) float32
TEXT ·maxMagnitudeAVX2(SB), NOSPLIT, $0-20
	MOVQ         x+0(FP), SI
	MOVQ         n+8(FP), CX
	VBROADCASTSS magnitude<>(SB), Y8
	VXORPS       Y0, Y0, Y0
	VXORPS       Y1, Y1, Y1
	VXORPS       Y2, Y2, Y2
	VXORPS       Y3, Y3, Y3

loop:
	VANDPS (SI), Y8, Y4
	VANDPS 32(SI), Y8, Y5
	VANDPS 64(SI), Y8, Y6
	VANDPS 96(SI), Y8, Y7
	VMAXPS Y4, Y0, Y0
	VMAXPS Y5, Y1, Y1
	VMAXPS Y6, Y2, Y2
	VMAXPS Y7, Y3, Y3
	ADDQ   $128, SI
	SUBQ   $32, CX
	JNZ    loop

	VMAXPS       Y1, Y0, Y0
	VMAXPS       Y3, Y2, Y2
	VMAXPS       Y2, Y0, Y0
	VEXTRACTF128 $1, Y0, X1
	VMAXPS       X1, X0, X0
	VMOVHLPS     X0, X0, X1
	VMAXPS       X1, X0, X0
	VMOVSHDUP    X0, X1
	VMAXSS       X1, X0, X0
	VMOVSS       X0, ret+16(FP)
	VZEROUPPER
	RET

// func convertAVX2(dst *int16, x *float32, n int, inverse float32)
TEXT ·convertAVX2(SB), NOSPLIT, $0-28
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	VBROADCASTSS inverse+24(FP), Y8

loop:
	VMULPS    (SI), Y8, Y0
	VMULPS    32(SI), Y8, Y1
	VMULPS    64(SI), Y8, Y2
	VMULPS    96(SI), Y8, Y3
	VCVTPS2DQ Y0, Y0
	VCVTPS2DQ Y1, Y1
	VCVTPS2DQ Y2, Y2
	VCVTPS2DQ Y3, Y3
	VPACKSSDW Y1, Y0, Y0
	VPACKSSDW Y3, Y2, Y2
	VPERMQ    $0xd8, Y0, Y0
	VPERMQ    $0xd8, Y2, Y2
	VMOVDQU   Y0, (DI)
	VMOVDQU   Y2, 32(DI)
	ADDQ      $128, SI
	ADDQ      $64, DI
	SUBQ      $32, CX
	JNZ       loop
	VZEROUPPER
	RET

// func normalizeAVX2(dst, x, gains *float32, n int, share float32)
TEXT ·normalizeAVX2(SB), NOSPLIT, $0-36
	MOVQ   x+8(FP), SI
	MOVQ   n+24(FP), CX
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3

mean:
	VADDPS (SI), Y0, Y0
	VADDPS 32(SI), Y1, Y1
	VADDPS 64(SI), Y2, Y2
	VADDPS 96(SI), Y3, Y3
	ADDQ   $128, SI
	SUBQ   $32, CX
	JNZ    mean

	SUM32
	VMOVSS       share+32(FP), X9
	VMULSS       X9, X0, X0
	VBROADCASTSS X0, Y8
	MOVQ         x+8(FP), SI
	MOVQ         dst+0(FP), DI
	MOVQ         n+24(FP), CX
	VXORPS       Y0, Y0, Y0
	VXORPS       Y1, Y1, Y1
	VXORPS       Y2, Y2, Y2
	VXORPS       Y3, Y3, Y3

variance:
	VMOVUPS (SI), Y4
	VMOVUPS 32(SI), Y5
	VMOVUPS 64(SI), Y6
	VMOVUPS 96(SI), Y7
	VSUBPS  Y8, Y4, Y4
	VSUBPS  Y8, Y5, Y5
	VSUBPS  Y8, Y6, Y6
	VSUBPS  Y8, Y7, Y7
	VMOVUPS Y4, (DI)
	VMOVUPS Y5, 32(DI)
	VMOVUPS Y6, 64(DI)
	VMOVUPS Y7, 96(DI)
	VMULPS  Y4, Y4, Y4
	VMULPS  Y5, Y5, Y5
	VMULPS  Y6, Y6, Y6
	VMULPS  Y7, Y7, Y7
	VADDPS  Y4, Y0, Y0
	VADDPS  Y5, Y1, Y1
	VADDPS  Y6, Y2, Y2
	VADDPS  Y7, Y3, Y3
	ADDQ    $128, SI
	ADDQ    $128, DI
	SUBQ    $32, CX
	JNZ     variance

	SUM32
	VMULSS       X9, X0, X0
	VADDSS       varianceFloor<>(SB), X0, X0
	VSQRTSS      X0, X0, X0
	VMOVSS       one<>(SB), X1
	VDIVSS       X0, X1, X0
	VBROADCASTSS X0, Y8
	MOVQ         dst+0(FP), DI
	MOVQ         gains+16(FP), SI
	MOVQ         n+24(FP), CX

scale:
	VMULPS  (DI), Y8, Y0
	VMULPS  32(DI), Y8, Y1
	VMULPS  (SI), Y0, Y0
	VMULPS  32(SI), Y1, Y1
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ    $64, DI
	ADDQ    $64, SI
	SUBQ    $16, CX
	JNZ     scale
	VZEROUPPER
	RET

// func dotsAVX2(dst *float32, n int, query *float32, width int, rows *float32, stride int)
TEXT ·dotsAVX2(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ n+8(FP), DX
	MOVQ query+16(FP), R8
	MOVQ width+24(FP), R9
	MOVQ rows+32(FP), R10
	MOVQ stride+40(FP), R11
	SHLQ $2, R9
	SHLQ $2, R11

row:
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3
	XORQ   CX, CX

loop:
	VMOVUPS (R8)(CX*1), Y4
	VMOVUPS 32(R8)(CX*1), Y5
	VMOVUPS 64(R8)(CX*1), Y6
	VMOVUPS 96(R8)(CX*1), Y7
	VMULPS  (R10)(CX*1), Y4, Y4
	VMULPS  32(R10)(CX*1), Y5, Y5
	VMULPS  64(R10)(CX*1), Y6, Y6
	VMULPS  96(R10)(CX*1), Y7, Y7
	VADDPS  Y4, Y0, Y0
	VADDPS  Y5, Y1, Y1
	VADDPS  Y6, Y2, Y2
	VADDPS  Y7, Y3, Y3
	ADDQ    $128, CX
	CMPQ    CX, R9
	JB      loop

	SUM32
	VMOVSS X0, (DI)
	ADDQ   $4, DI
	ADDQ   R11, R10
	DECQ   DX
	JNZ    row
	VZEROUPPER
	RET

// func mixAVX2(dst *float32, width int, shares *float32, n int, rows *float32, stride int)
TEXT ·mixAVX2(SB), NOSPLIT, $0-48
	MOVQ dst+0(FP), DI
	MOVQ width+8(FP), DX
	MOVQ rows+32(FP), R10
	MOVQ stride+40(FP), R11
	SHLQ $2, R11

column:
	MOVQ   shares+16(FP), R8
	MOVQ   n+24(FP), CX
	MOVQ   R10, SI
	VXORPS Y0, Y0, Y0
	VXORPS Y1, Y1, Y1
	VXORPS Y2, Y2, Y2
	VXORPS Y3, Y3, Y3

row:
	VBROADCASTSS (R8), Y8
	VMULPS       (SI), Y8, Y4
	VMULPS       32(SI), Y8, Y5
	VMULPS       64(SI), Y8, Y6
	VMULPS       96(SI), Y8, Y7
	VADDPS       Y4, Y0, Y0
	VADDPS       Y5, Y1, Y1
	VADDPS       Y6, Y2, Y2
	VADDPS       Y7, Y3, Y3
	ADDQ         $4, R8
	ADDQ         R11, SI
	DECQ         CX
	JNZ          row

	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	ADDQ    $128, DI
	ADDQ    $128, R10
	SUBQ    $32, DX
	JNZ     column
	VZEROUPPER
	RET
