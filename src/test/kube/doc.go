// Package kube holds nothing but tests: see kube_test.go.
package kube
