/* Opens and shuts the gates of the harbour. */
#include <stdio.h>
#define EACH(g) \
	for (int i = 0; i < 2; i++) {

/*
 * What is known of a gate.
 */
struct gate {
	int open;
	int (*move)(struct gate *);
};

typedef struct { int level; } water_t;

static const char *names[] = { "east", "west{" };

/* Opens a gate unless the water is frozen. */
static int
gate_open(struct gate *g, int force)
{
	if (force) {
		return 1;
	}
	return 0;
}

// Shuts a gate.
void gate_shut(struct gate *g);

int main(int argc, char **argv) { return gate_open(NULL, 0); }
