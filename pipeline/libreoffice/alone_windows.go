package libreoffice

import (
	"os/exec"
	"strconv"
)

// alone makes cmd end with all the processes that it starts. Nothing but its
// settings keeps it from the network here.
func alone(cmd *exec.Cmd, _ bool) {
	cmd.Cancel = func() error {
		return exec.Command("taskkill", "/T", "/F", "/PID", strconv.Itoa(cmd.Process.Pid)).Run()
	}
}
