"""How gunicorn serves Meydan: `gunicorn --config deploy/gunicorn.conf.py feedback_api.wsgi:app`."""
# ruff: noqa: N999 (gunicorn looks for this name)

# One process with threads shares SQLite's commits; more processes only with PostgreSQL
# (WEB_CONCURRENCY), and several machines only behind a proxy that buffers slow clients.
worker_class = "gthread"
threads = 16
bind = "127.0.0.1:8000"
timeout = 60
graceful_timeout = 30
keepalive = 5
# Without a proxy that is known, nobody may tell us another address or scheme.
forwarded_allow_ips = "127.0.0.1,::1"
limit_request_line = 4096
limit_request_fields = 60
# gunicorn 25 opens a socket for commands unless it is told not to.
control_socket_disable = True
accesslog = None
errorlog = "-"
