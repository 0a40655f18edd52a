#include "textflag.h"

// The tile registers: eight tables of 16 rows of 64 bytes. The assembler has no
// names for what works on them.

#define LDTILECFG_AX BYTE $0xc4; BYTE $0xe2; BYTE $0x78; BYTE $0x49; BYTE $0x00
#define TILERELEASE BYTE $0xc4; BYTE $0xe2; BYTE $0x78; BYTE $0x49; BYTE $0xc0
#define TILEZERO0 BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x49; BYTE $0xc0
#define TILEZERO1 BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x49; BYTE $0xc8
#define TILEZERO2 BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x49; BYTE $0xd0
#define TILEZERO3 BYTE $0xc4; BYTE $0xe2; BYTE $0x7b; BYTE $0x49; BYTE $0xd8
// TILELOAD4 reads rows R13 bytes apart from SI, TILELOAD5 and 6 rows R11 bytes
// apart from the register named.
#define TILELOAD4_SI BYTE $0xc4; BYTE $0xa2; BYTE $0x7b; BYTE $0x4b; BYTE $0x24; BYTE $0x2e
#define TILELOAD5_R8 BYTE $0xc4; BYTE $0x82; BYTE $0x7b; BYTE $0x4b; BYTE $0x2c; BYTE $0x18
#define TILELOAD6_R9 BYTE $0xc4; BYTE $0x82; BYTE $0x7b; BYTE $0x4b; BYTE $0x34; BYTE $0x19
#define TILELOAD5_R10 BYTE $0xc4; BYTE $0x82; BYTE $0x7b; BYTE $0x4b; BYTE $0x2c; BYTE $0x1a
#define TILELOAD6_R12 BYTE $0xc4; BYTE $0x82; BYTE $0x7b; BYTE $0x4b; BYTE $0x34; BYTE $0x1c
// TDPBSSD0_5 adds the products of the rows of tile 5 and the columns of tile 4
// to tile 0, and so on.
#define TDPBSSD0_5 BYTE $0xc4; BYTE $0xe2; BYTE $0x5b; BYTE $0x5e; BYTE $0xc5
#define TDPBSSD1_6 BYTE $0xc4; BYTE $0xe2; BYTE $0x5b; BYTE $0x5e; BYTE $0xce
#define TDPBSSD2_5 BYTE $0xc4; BYTE $0xe2; BYTE $0x5b; BYTE $0x5e; BYTE $0xd5
#define TDPBSSD3_6 BYTE $0xc4; BYTE $0xe2; BYTE $0x5b; BYTE $0x5e; BYTE $0xde
// The stores write rows R13 bytes apart.
#define TILESTORE0_DI BYTE $0xc4; BYTE $0xa2; BYTE $0x7a; BYTE $0x4b; BYTE $0x04; BYTE $0x2f
#define TILESTORE1_BX BYTE $0xc4; BYTE $0xa2; BYTE $0x7a; BYTE $0x4b; BYTE $0x0c; BYTE $0x2b
#define TILESTORE2_DX BYTE $0xc4; BYTE $0xa2; BYTE $0x7a; BYTE $0x4b; BYTE $0x14; BYTE $0x2a
#define TILESTORE3_CX BYTE $0xc4; BYTE $0xa2; BYTE $0x7a; BYTE $0x4b; BYTE $0x1c; BYTE $0x29

// The configuration: palette 1, then 64 bytes a row and 16 rows for each tile.
DATA tiles<>+0(SB)/8, $1
DATA tiles<>+8(SB)/8, $0
DATA tiles<>+16(SB)/8, $0x0040004000400040
DATA tiles<>+24(SB)/8, $0x0040004000400040
DATA tiles<>+32(SB)/8, $0
DATA tiles<>+40(SB)/8, $0
DATA tiles<>+48(SB)/8, $0x1010101010101010
DATA tiles<>+56(SB)/8, $0
GLOBL tiles<>(SB), RODATA, $64

// func tile32AMX(c *int32, a *int16, panel *int8, width int)
//
// The rows have two planes, the upper bits of all activations and the lower
// seven. Tiles 0 and 1 gather the products of the planes of the first 16 rows,
// tiles 2 and 3 those of the others. c has room for the planes' sums.
TEXT ·tile32AMX(SB), NOSPLIT, $0-32
	LEAQ tiles<>(SB), AX
	LDTILECFG_AX
	MOVQ a+8(FP), R8
	MOVQ panel+16(FP), SI
	MOVQ width+24(FP), CX
	LEAQ (CX)(CX*1), R11 // bytes of a row
	LEAQ (R8)(CX*1), R9
	MOVQ R11, R10
	SHLQ $4, R10
	ADDQ R8, R10
	LEAQ (R10)(CX*1), R12
	MOVQ $64, R13
	TILEZERO0
	TILEZERO1
	TILEZERO2
	TILEZERO3

step:
	TILELOAD4_SI
	TILELOAD5_R8
	TDPBSSD0_5
	TILELOAD6_R9
	TDPBSSD1_6
	TILELOAD5_R10
	TDPBSSD2_5
	TILELOAD6_R12
	TDPBSSD3_6
	ADDQ $1024, SI
	ADDQ $64, R8
	ADDQ $64, R9
	ADDQ $64, R10
	ADDQ $64, R12
	SUBQ $64, CX
	JNZ  step

	MOVQ c+0(FP), DI
	LEAQ 1024(DI), DX // upper plane, second half
	LEAQ 2048(DI), BX // lower plane
	LEAQ 3072(DI), CX
	TILESTORE0_DI
	TILESTORE1_BX
	TILESTORE2_DX
	TILESTORE3_CX
	TILERELEASE
	MOVQ $32, CX

join:
	VMOVDQU32 (DI), Z0
	VPSLLD    $7, Z0, Z0
	VPADDD    (BX), Z0, Z0
	VMOVDQU32 Z0, (DI)
	ADDQ      $64, DI
	ADDQ      $64, BX
	DECQ      CX
	JNZ       join
	VZEROUPPER
	RET

// func tile16AMX(c *int32, a *int16, panel *int8, width int)
TEXT ·tile16AMX(SB), NOSPLIT, $0-32
	LEAQ tiles<>(SB), AX
	LDTILECFG_AX
	MOVQ a+8(FP), R8
	MOVQ panel+16(FP), SI
	MOVQ width+24(FP), CX
	LEAQ (CX)(CX*1), R11
	LEAQ (R8)(CX*1), R9
	MOVQ $64, R13
	TILEZERO0
	TILEZERO1

step:
	TILELOAD4_SI
	TILELOAD5_R8
	TDPBSSD0_5
	TILELOAD6_R9
	TDPBSSD1_6
	ADDQ $1024, SI
	ADDQ $64, R8
	ADDQ $64, R9
	SUBQ $64, CX
	JNZ  step

	MOVQ c+0(FP), DI
	LEAQ 1024(DI), BX
	TILESTORE0_DI
	TILESTORE1_BX
	TILERELEASE
	MOVQ $16, CX

join:
	VMOVDQU32 (DI), Z0
	VPSLLD    $7, Z0, Z0
	VPADDD    (BX), Z0, Z0
	VMOVDQU32 Z0, (DI)
	ADDQ      $64, DI
	ADDQ      $64, BX
	DECQ      CX
	JNZ       join
	VZEROUPPER
	RET

// The order of the dwords after two packings.
DATA unpack<>+0(SB)/8, $0x0000000400000000
DATA unpack<>+8(SB)/8, $0x0000000500000001
DATA unpack<>+16(SB)/8, $0x0000000600000002
DATA unpack<>+24(SB)/8, $0x0000000700000003
GLOBL unpack<>(SB), RODATA, $32

DATA seven<>+0(SB)/4, $0x007f007f
GLOBL seven<>(SB), RODATA, $4

// func convertPlanesAVX2(dst *int16, x *float32, n int, inverse float32)
TEXT ·convertPlanesAVX2(SB), NOSPLIT, $0-28
	MOVQ         dst+0(FP), DI
	MOVQ         x+8(FP), SI
	MOVQ         n+16(FP), CX
	LEAQ         (DI)(CX*1), DX
	VBROADCASTSS inverse+24(FP), Y8
	VPBROADCASTD seven<>(SB), Y9
	VMOVDQU      unpack<>(SB), Y10

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
	VPSRAW    $7, Y0, Y4
	VPSRAW    $7, Y2, Y5
	VPAND     Y9, Y0, Y0
	VPAND     Y9, Y2, Y2
	VPACKSSWB Y5, Y4, Y4
	VPACKSSWB Y2, Y0, Y0
	VPERMD    Y4, Y10, Y4
	VPERMD    Y0, Y10, Y0
	VMOVDQU   Y4, (DI)
	VMOVDQU   Y0, (DX)
	ADDQ      $128, SI
	ADDQ      $32, DI
	ADDQ      $32, DX
	SUBQ      $32, CX
	JNZ       loop
	VZEROUPPER
	RET
