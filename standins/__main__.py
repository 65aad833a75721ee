"""`python -m standins`: the stand-ins on one port, for the demo and for looking around."""

import argparse
from pathlib import Path

from flask import Flask
from werkzeug.middleware.dispatcher import DispatcherMiddleware

from standins.networks import STAND_INS
from standins.serving import open_server


def create_front(state: Path | None, token: str) -> DispatcherMiddleware:
    """Each network under its name: Facebook under `/facebook`."""
    apps = {
        f"/{name}": create_app(state / f"{name}.json" if state else None, token)
        for name, create_app in STAND_INS.items()
    }
    front = Flask("standins.front")

    @front.get("/")
    def index() -> str:
        links = "".join(f'<li><a href="{path}/">{path[1:].title()}</a></li>' for path in apps)
        title = "Deneme sunucuları"
        return (
            f'<!doctype html><html lang="tr"><meta charset="utf-8"><title>{title}</title>'
            f"<h1>{title}</h1><ul>{links}</ul></html>"
        )

    return DispatcherMiddleware(front.wsgi_app, dict(apps))


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m standins", description=__doc__)
    parser.add_argument("--port", type=int, default=8100)
    parser.add_argument("--state", type=Path, help="folder in which posts outlive the process")
    parser.add_argument("--token", default="deneme", help="the token that the stand-ins take")
    chosen = parser.parse_args()
    open_server(create_front(chosen.state, chosen.token), chosen.port).serve_forever()


if __name__ == "__main__":
    main()
