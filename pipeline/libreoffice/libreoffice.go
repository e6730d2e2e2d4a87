// Package libreoffice converts documents of formats that nothing else reads
// with the program of that name, where it is installed. It runs without a
// network where the system allows that, and with a profile of its own that
// forbids macros and links: it is given files that nobody trusts.
package libreoffice

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"time"

	"zongjie/pipeline/ingest"
)

// Program is an installed LibreOffice. It does one thing at a time.
type Program struct {
	Path string
	Time time.Duration // for a document; that of ingest.DefaultLimits if it is 0
	Most int64         // bytes of what it may write; that of ingest.DefaultLimits if it is 0

	mutex   sync.Mutex
	profile string // a folder that is kept from one document to the next

	start sync.Once
	open  context.Context // until Close
	close context.CancelFunc
}

// places are where the program is on systems that do not put it into the search
// path.
var places = map[string][]string{
	"darwin":  {"/Applications/LibreOffice.app/Contents/MacOS/soffice"},
	"windows": {`C:\Program Files\LibreOffice\program\soffice.exe`, `C:\Program Files (x86)\LibreOffice\program\soffice.exe`},
}

// Find returns the program that is installed here, or nil.
func Find() *Program {
	for _, name := range append([]string{"soffice", "libreoffice"}, places[runtime.GOOS]...) {
		if path, err := exec.LookPath(name); err == nil {
			return &Program{Path: path}
		}
	}
	return nil
}

// Close ends the program if it runs, and removes what it has left behind.
func (p *Program) Close() {
	p.untilClose()
	p.close()
	p.mutex.Lock()
	defer p.mutex.Unlock()
	p.forget()
}

func (p *Program) untilClose() context.Context {
	p.start.Do(func() { p.open, p.close = context.WithCancel(context.Background()) })
	return p.open
}

func (p *Program) forget() {
	if p.profile != "" {
		os.RemoveAll(p.profile) // what cannot be removed is in the folder for temporary files
		p.profile = ""
	}
}

// filters are the names of what the program writes, by extension.
var filters = map[string]string{"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}

// Convert implements ingest.Office.
func (p *Program) Convert(data []byte, from, to string) (converted []byte, err error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if filters[to] == "" {
		return nil, fmt.Errorf("nothing converts to %s", to)
	}
	if p.profile == "" {
		if p.profile, err = newProfile(); err != nil {
			return nil, err
		}
	}
	defer func() {
		if err != nil { // a profile in which it crashed may ask for a recovery
			p.forget()
		}
	}()
	dir, err := os.MkdirTemp("", "zongjie-office-")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "document."+from)
	if err := os.WriteFile(name, data, 0o600); err != nil {
		return nil, err
	}
	out := filepath.Join(dir, "out")
	if err := p.run(dir, "--convert-to", filters[to], "--outdir", out, name); err != nil {
		return nil, err
	}
	return p.result(filepath.Join(out, "document."+to))
}

// result reads what the program has written. It says that all went well even
// where it wrote nothing.
func (p *Program) result(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, ingest.ErrConvert
	}
	defer f.Close()
	most := cmp.Or(p.Most, ingest.DefaultLimits().File)
	data, err := io.ReadAll(io.LimitReader(f, most+1))
	switch {
	case err != nil:
		return nil, err
	case int64(len(data)) > most || !bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return nil, ingest.ErrConvert
	}
	return data, nil
}

// run runs the program, and ends it with all its processes when its time is up.
func (p *Program) run(dir string, args ...string) error {
	ctx, cancel := context.WithTimeout(p.untilClose(), cmp.Or(p.Time, ingest.DefaultLimits().Office))
	defer cancel()
	var err error
	for _, isolated := range []bool{true, false} { // not every system lets a user take the network from a process
		cmd := exec.CommandContext(ctx, p.Path, append([]string{"-env:UserInstallation=" + fileURL(p.profile), "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"}, args...)...)
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "TMPDIR="+dir, "HOME="+p.profile, "SAL_USE_VCLPLUGIN=svp", "LC_ALL=C.UTF-8", "TZ=UTC",
			"http_proxy="+noProxy, "https_proxy="+noProxy, "HTTP_PROXY="+noProxy, "HTTPS_PROXY="+noProxy, "ALL_PROXY="+noProxy, "no_proxy=", "NO_PROXY=")
		cmd.WaitDelay = 5 * time.Second
		alone(cmd, isolated)
		if err = cmd.Start(); err == nil {
			err = cmd.Wait()
			break
		}
	}
	if ctx.Err() != nil {
		return ingest.ErrTime
	}
	var exit *exec.ExitError
	if errors.As(err, &exit) {
		return ingest.ErrConvert
	}
	return err
}

// noProxy is a place where nothing listens.
const noProxy = "http://127.0.0.1:9"

func fileURL(path string) string {
	path = filepath.ToSlash(path)
	if !strings.HasPrefix(path, "/") {
		path = "/" + path
	}
	return (&url.URL{Scheme: "file", Path: path}).String()
}

// settings forbid what a document could make the program do: run macros, follow
// links, ask for updates.
var settings = []struct{ path, name, value string }{
	{"/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"},
	{"/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"},
	{"/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"},
	{"/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"},
	{"/org.openoffice.Office.Common/Misc", "FirstRun", "false"},
	{"/org.openoffice.Office.Writer/Content/Update", "Link", "2"},
	{"/org.openoffice.Office.Calc/Content/Update", "Link", "2"},
	{"/org.openoffice.Office.Jobs/Jobs/org.openoffice.Office.Jobs:Job['UpdateCheck']/Arguments", "AutoCheckEnabled", "false"},
	{"/org.openoffice.Inet/Settings", "ooInetProxyType", "2"},
	{"/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"},
	{"/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"},
	{"/org.openoffice.Inet/Settings", "ooInetHTTPSProxyName", "127.0.0.1"},
	{"/org.openoffice.Inet/Settings", "ooInetHTTPSProxyPort", "9"},
}

// newProfile makes a folder of settings.
func newProfile() (string, error) {
	dir, err := os.MkdirTemp("", "zongjie-profile-")
	if err != nil {
		return "", err
	}
	var b strings.Builder
	b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` + "\n")
	for _, s := range settings {
		fmt.Fprintf(&b, `<item oor:path="%s"><prop oor:name="%s" oor:op="fuse"><value>%s</value></prop></item>`+"\n", s.path, s.name, s.value)
	}
	b.WriteString("</oor:items>\n")
	if err = os.Mkdir(filepath.Join(dir, "user"), 0o700); err == nil {
		err = os.WriteFile(filepath.Join(dir, "user", "registrymodifications.xcu"), []byte(b.String()), 0o600)
	}
	if err != nil {
		os.RemoveAll(dir)
		return "", err
	}
	return dir, nil
}
