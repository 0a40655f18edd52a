// Instructions on four floats or integers that the assembler has no names for.
// The operands are numbers of registers: d is the destination.

#define FADD(d, n, m) WORD $(0x4E20D400 | (m)<<16 | (n)<<5 | (d))
#define FSUB(d, n, m) WORD $(0x4EA0D400 | (m)<<16 | (n)<<5 | (d))
#define FMUL(d, n, m) WORD $(0x6E20DC00 | (m)<<16 | (n)<<5 | (d))
#define FMAX(d, n, m) WORD $(0x4E20F400 | (m)<<16 | (n)<<5 | (d))
#define FABS(d, n) WORD $(0x4EA0F800 | (n)<<5 | (d))
// FMAXV is the largest of the four.
#define FMAXV(d, n) WORD $(0x6E30F800 | (n)<<5 | (d))
// SCVTF turns integers into floats.
#define SCVTF(d, n) WORD $(0x4E21D800 | (n)<<5 | (d))
// FCVTNS turns floats into the nearest integers, halves to even; FRINTN does
// so and keeps them floats.
#define FCVTNS(d, n) WORD $(0x4E21A800 | (n)<<5 | (d))
#define FRINTN(d, n) WORD $(0x4E218800 | (n)<<5 | (d))

// SQXTN and SQXTN2 narrow 32 bits to 16, into the lower and upper half of d;
// XTN and XTN2 narrow 16 bits to 8.
#define SQXTN(d, n) WORD $(0x0E614800 | (n)<<5 | (d))
#define SQXTN2(d, n) WORD $(0x4E614800 | (n)<<5 | (d))
#define XTN(d, n) WORD $(0x0E212800 | (n)<<5 | (d))
#define XTN2(d, n) WORD $(0x4E212800 | (n)<<5 | (d))
// SSHR7 shifts signed integers of 16 bits right by 7.
#define SSHR7(d, n) WORD $(0x4F190400 | (n)<<5 | (d))
// SXTL and SXTL2 widen the lower and upper half of n from 8 to 16 bits.
#define SXTL(d, n) WORD $(0x0F08A400 | (n)<<5 | (d))
#define SXTL2(d, n) WORD $(0x4F08A400 | (n)<<5 | (d))
// SMLAL and SMLAL2 add the products of the lower and upper halves of n and m,
// of 16 bits, to d.
#define SMLAL(d, n, m) WORD $(0x0E608000 | (m)<<16 | (n)<<5 | (d))
#define SMLAL2(d, n, m) WORD $(0x4E608000 | (m)<<16 | (n)<<5 | (d))
// SDOT0 to SDOT3 add to each of d the products of four bytes of n with the four
// bytes of m at the index.
#define SDOT0(d, n, m) WORD $(0x4F80E000 | (m)<<16 | (n)<<5 | (d))
#define SDOT1(d, n, m) WORD $(0x4FA0E000 | (m)<<16 | (n)<<5 | (d))
#define SDOT2(d, n, m) WORD $(0x4F80E800 | (m)<<16 | (n)<<5 | (d))
#define SDOT3(d, n, m) WORD $(0x4FA0E800 | (m)<<16 | (n)<<5 | (d))
// FMLA adds the products of n and m to d.
#define FMLA(d, n, m) WORD $(0x4E20CC00 | (m)<<16 | (n)<<5 | (d))
