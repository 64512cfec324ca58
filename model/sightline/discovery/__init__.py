"""Discovery: relations from operational records. Who hands work to whom, as an event log shows it.

with open_log(path) as log:                                        # logs.py
    columns = choose_columns(log.table, case="Claim", ...)         # log_columns.py
    found = find_handovers(log.table, columns, HandoverOptions())  # handovers.py
"""
