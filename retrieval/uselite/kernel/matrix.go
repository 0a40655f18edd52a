package kernel

import "fmt"

// panelWidth is how many outputs lie together in a panel; groupDepth is how
// many inputs of one output lie together.
const (
	panelWidth = 16
	groupDepth = 4
)

// A Matrix holds the weights of a dense layer: 8 bits each, with one scale an
// output. The weights lie in panels of 16 outputs; within a panel by groups of
// 4 inputs, then output, then input. Instructions that multiply groups of four
// bytes want it so, and so it is stored in the file: nothing is rearranged when
// a model is loaded.
type Matrix struct {
	Inputs, Outputs int
	Panels          []int8
	Scales, Bias    []float32
}

// Pack arranges weights, given by input and then by output, in panels.
func Pack(weights []int8, inputs, outputs int) []int8 {
	if inputs%64 != 0 || inputs > maxInputs || outputs%panelWidth != 0 || len(weights) != inputs*outputs {
		panic(fmt.Sprintf("kernel: cannot pack %d weights as %dx%d", len(weights), inputs, outputs))
	}
	packed := make([]int8, len(weights))
	for i := range inputs {
		for o := range outputs {
			packed[packedIndex(i, o, inputs)] = weights[i*outputs+o]
		}
	}
	return packed
}

func packedIndex(input, output, inputs int) int {
	return (output/panelWidth)*panelWidth*inputs +
		(input/groupDepth)*groupDepth*panelWidth +
		(output%panelWidth)*groupDepth + input%groupDepth
}
