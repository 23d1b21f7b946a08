package kube

import (
	"bytes"
	"context"
	"crypto/rand"
	"crypto/rsa"
	"crypto/tls"
	"crypto/x509"
	"encoding/hex"
	"encoding/json"
	"encoding/pem"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// A Kubernetes on loopback: etcd, the API server and the controllers, each a process that ends with the test. There is one
// node, whose kubelet is pretended (kubelet_test.go).
type cluster struct {
	t          *testing.T
	programs   string
	folder     string
	kubeconfig string
	url        string
	token      string
	client     *http.Client
	last       *atomic.Value // what the pretended kubelet failed at last
}

// Takes part in the aggregation of APIs, which makes the server ask a service by its name.
const frontProxy = "front-proxy"

func start(t *testing.T) *cluster {
	t.Helper()
	programs := os.Getenv("KUBE_PROGRAMS")
	if programs == "" {
		t.Skip("KUBE_PROGRAMS names no folder with the programs: .ci/kube builds them")
	}
	folder := t.TempDir()
	c := &cluster{
		t:          t,
		programs:   programs,
		folder:     folder,
		kubeconfig: filepath.Join(folder, "kubeconfig"),
		url:        fmt.Sprintf("https://127.0.0.1:%d", freePort(t)),
		token:      secret(t),
		last:       new(atomic.Value),
		client: &http.Client{Timeout: 20 * time.Second, Transport: &http.Transport{
			// The server's certificate is made at its start, for this test alone.
			TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
		}},
	}
	key := writeKey(t, filepath.Join(folder, "accounts.pem"))
	c.write("tokens.csv", c.token+",admin,admin,system:masters\n")
	c.write("kubeconfig", fmt.Sprintf(`{"apiVersion":"v1","kind":"Config","current-context":"it",
"clusters":[{"name":"it","cluster":{"server":%q,"insecure-skip-tls-verify":true}}],
"users":[{"name":"it","user":{"token":%q}}],"contexts":[{"name":"it","context":{"cluster":"it","user":"it"}}]}`, c.url, c.token))

	etcd := fmt.Sprintf("http://127.0.0.1:%d", freePort(t))
	peers := fmt.Sprintf("http://127.0.0.1:%d", freePort(t))
	c.run("etcd", "--data-dir", filepath.Join(folder, "etcd"), "--unsafe-no-fsync",
		"--listen-client-urls", etcd, "--advertise-client-urls", etcd,
		"--listen-peer-urls", peers, "--initial-advertise-peer-urls", peers, "--initial-cluster", "default="+peers)
	c.run("kube-apiserver", "--etcd-servers", etcd, "--bind-address", "127.0.0.1",
		"--secure-port", c.url[strings.LastIndex(c.url, ":")+1:], "--cert-dir", filepath.Join(folder, "certificates"),
		"--token-auth-file", filepath.Join(folder, "tokens.csv"), "--authorization-mode", "RBAC",
		"--service-account-issuer", "https://kubernetes.default.svc", "--service-account-key-file", key,
		"--service-account-signing-key-file", key, "--service-cluster-ip-range", "10.0.0.0/24",
		"--endpoint-reconciler-type", "none", "--requestheader-allowed-names", frontProxy)
	c.await("the API server", time.Minute, func() bool {
		answer, err := c.ask("GET", "/readyz", nil, "")
		return err == nil && string(answer) == "ok"
	})
	// Waiting periods are for machines under load: here the pods' figures count at once.
	c.run("kube-controller-manager", "--kubeconfig", c.kubeconfig, "--leader-elect=false", "--secure-port", "0",
		"--service-account-private-key-file", key, "--root-ca-file", filepath.Join(folder, "certificates", "apiserver.crt"),
		"--horizontal-pod-autoscaler-sync-period", "1s", "--horizontal-pod-autoscaler-cpu-initialization-period", "1ms",
		"--horizontal-pod-autoscaler-initial-readiness-delay", "1ms")
	return c
}

func (c *cluster) write(name, content string) string {
	path := filepath.Join(c.folder, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		c.t.Fatal(err)
	}
	return path
}

// Starts a program of the cluster; what it says is shown if the test fails.
func (c *cluster) run(program string, arguments ...string) {
	c.t.Helper()
	said, err := os.Create(filepath.Join(c.folder, program+".log"))
	if err != nil {
		c.t.Fatal(err)
	}
	command := exec.Command(filepath.Join(c.programs, program), arguments...)
	command.Stdout, command.Stderr = said, said
	if err := command.Start(); err != nil {
		c.t.Fatal(err)
	}
	c.t.Cleanup(func() {
		command.Process.Kill()
		command.Wait()
		if c.t.Failed() {
			log, _ := os.ReadFile(said.Name())
			c.t.Logf("%s said at last: %s", program, log[max(0, len(log)-3000):])
		}
		said.Close()
	})
}

// What a command wrote to its two outputs, and whether it ended well.
type outcome struct {
	out, err string
	failed   error
}

func (o outcome) String() string { return fmt.Sprintf("%v\n%s\n%s", o.failed, o.out, o.err) }

func (c *cluster) command(program string, arguments ...string) outcome {
	context, cancel := context.WithTimeout(context.Background(), 3*time.Minute)
	defer cancel()
	command := exec.CommandContext(context, program, arguments...)
	command.Env = append(os.Environ(), "KUBECONFIG="+c.kubeconfig, "HOME="+c.folder)
	var out, err bytes.Buffer
	command.Stdout, command.Stderr = &out, &err
	failed := command.Run()
	return outcome{out.String(), err.String(), failed}
}

// Runs kubectl, which has to end well and to warn of nothing.
func (c *cluster) kubectl(arguments ...string) string {
	c.t.Helper()
	o := c.command(filepath.Join(c.programs, "kubectl"), arguments...)
	if o.failed != nil || strings.Contains(o.err, "Warning") {
		c.t.Fatalf("kubectl %s: %s", strings.Join(arguments, " "), o)
	}
	return o.out
}

// Runs helm, which has to end well and to warn of nothing.
func (c *cluster) helm(arguments ...string) string {
	c.t.Helper()
	o := c.command("helm", arguments...)
	if o.failed != nil || strings.Contains(strings.ToUpper(o.err), "WARN") {
		c.t.Fatalf("helm %s: %s", strings.Join(arguments, " "), o)
	}
	return o.out
}

func (c *cluster) ask(method, path string, body []byte, contentType string) ([]byte, error) {
	request, err := http.NewRequest(method, c.url+path, bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	request.Header.Set("Authorization", "Bearer "+c.token)
	if contentType != "" {
		request.Header.Set("Content-Type", contentType)
	}
	answer, err := c.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer answer.Body.Close()
	content, err := io.ReadAll(answer.Body)
	if err == nil && answer.StatusCode >= 300 {
		err = fmt.Errorf("%s %s: %d %s", method, path, answer.StatusCode, content)
	}
	return content, err
}

// An object or a list of the API's, as JSON.
type object = map[string]any

func (c *cluster) get(path string) object {
	c.t.Helper()
	content, err := c.ask("GET", path, nil, "")
	if err != nil {
		c.t.Fatal(err)
	}
	var found object
	if err := json.Unmarshal(content, &found); err != nil {
		c.t.Fatal(err)
	}
	return found
}

// What stands at a place in an object; nil where nothing does.
func at(value any, names ...string) any {
	for _, name := range names {
		fields, ok := value.(object)
		if !ok {
			return nil
		}
		value = fields[name]
	}
	return value
}

func items(list object) []any {
	found, _ := list["items"].([]any)
	return found
}

func (c *cluster) await(what string, patience time.Duration, holds func() bool) {
	c.t.Helper()
	for end := time.Now().Add(patience); !holds(); time.Sleep(200 * time.Millisecond) {
		if time.Now().After(end) {
			c.t.Fatalf("waited %s in vain for %s", patience, what)
		}
	}
}

func freePort(t *testing.T) int {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	return listener.Addr().(*net.TCPAddr).Port
}

func secret(t *testing.T) string {
	t.Helper()
	bytes := make([]byte, 16)
	if _, err := rand.Read(bytes); err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(bytes)
}

func writeKey(t *testing.T, path string) string {
	t.Helper()
	key, err := rsa.GenerateKey(rand.Reader, 2048)
	if err != nil {
		t.Fatal(err)
	}
	block := &pem.Block{Type: "RSA PRIVATE KEY", Bytes: x509.MarshalPKCS1PrivateKey(key)}
	if err := os.WriteFile(path, pem.EncodeToMemory(block), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
