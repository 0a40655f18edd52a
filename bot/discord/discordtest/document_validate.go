package discordtest

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers/gorillamux"
)

// newValidator returns what holds requests to the document.
func newValidator(data []byte) func(*http.Request) error {
	doc, err := openapi3.NewLoader().LoadFromData(data)
	if err != nil {
		panic(fmt.Sprintf("discordtest: loading Discord's document: %v", err))
	}
	doc.Servers = nil // the paths are enough
	router, err := gorillamux.NewRouter(doc)
	if err != nil {
		panic(fmt.Sprintf("discordtest: routing Discord's document: %v", err))
	}
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc}
	var mu sync.Mutex // schemas are compiled when first used
	return func(r *http.Request) error {
		mu.Lock()
		defer mu.Unlock()
		route, parameters, err := router.FindRoute(r)
		if err != nil {
			return fmt.Errorf("the document has no such route: %w", err)
		}
		return openapi3filter.ValidateRequest(r.Context(), &openapi3filter.RequestValidationInput{
			Request: r, PathParams: parameters, Route: route, Options: options})
	}
}

// explain says where in the body the error is, and what it is.
func explain(err error) (at []string, detail string) {
	var schema *openapi3.SchemaError
	if !errors.As(err, &schema) {
		detail, _, _ = strings.Cut(err.Error(), "\n")
		return nil, detail
	}
	if _, causes, ok := strings.Cut(schema.Reason, "\n"); ok { // the first line only says that it failed
		return schema.JSONPointer(), strings.Join(strings.Fields(causes), " ")
	}
	return schema.JSONPointer(), schema.Reason
}
