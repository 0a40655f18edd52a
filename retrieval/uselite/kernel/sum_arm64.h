// SUM8 adds up the lanes of V0 and V1, by halving, into F0.
#define SUM8 \
	FADD(0, 0, 1) \
	VEXT $8, V0.B16, V0.B16, V1.B16 \
	FADD(0, 0, 1) \
	VEXT $4, V0.B16, V0.B16, V1.B16 \
	FADDS F1, F0, F0

// SUM32 adds up the lanes of V0 to V7 into F0.
#define SUM32 \
	FADD(0, 0, 4) \
	FADD(1, 1, 5) \
	FADD(2, 2, 6) \
	FADD(3, 3, 7) \
	FADD(0, 0, 2) \
	FADD(1, 1, 3) \
	SUM8
