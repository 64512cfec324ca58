"""Studies: what would be if the organization were another one."""
