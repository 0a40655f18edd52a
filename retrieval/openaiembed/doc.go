// Package openaiembed is a retrieval.Embedder that asks a server for its
// vectors: any that speaks the embeddings endpoint of OpenAI, such as Ollama,
// llama.cpp, LM Studio, vLLM or OpenAI itself.
//
// Such servers differ in what they refuse, what they cut and what they leave
// unsaid, so nothing of an answer is believed unseen: number, order, length and
// values of the vectors are checked. What a server refuses is asked for in
// smaller batches, and a text that it refuses alone is shortened. A server that
// is busy or still loads its model is waited for, as long as it asks to.
//
// Models want to be told what is a question and what is a passage by words in
// front of the text; those of well-known models are built in.
package openaiembed
