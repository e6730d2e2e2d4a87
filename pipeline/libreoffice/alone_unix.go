//go:build unix && !linux

package libreoffice

import (
	"os/exec"
	"syscall"
)

// alone makes cmd end with all the processes that it starts. Nothing but its
// settings keeps it from the network here.
func alone(cmd *exec.Cmd, _ bool) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	cmd.Cancel = func() error { return syscall.Kill(-cmd.Process.Pid, syscall.SIGKILL) }
}
