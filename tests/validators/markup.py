"""The Nu HTML checker, on every page of the site and on those that only the service makes."""

import json
import shutil
import subprocess
from pathlib import Path

from deploy.demo import browser
from tests.journeys.test_pages import send_a_request, sign_in, track

JAR = Path(__file__).parent / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
OTHERS = ["/ara/", "/ara/?q=kar", "/en/ara/?q=snow", "/ara/?q=yokyokyok", "/yok/", "/demo/"]


def examine_markup(folders):
    """A sentence for each error, with the file and its line."""
    command = ["java", "-jar", str(JAR), "--skip-non-html", "--errors-only", "--format", "json"]
    checked = subprocess.run(
        [*command, *map(str, folders)], stderr=subprocess.PIPE, text=True, check=False
    )
    return [
        f"{message['url'].removeprefix('file:')}:{message.get('lastLine', 1)}: {message['message']}"
        for message in json.loads(checked.stderr)["messages"]
    ]


def save_service_pages(demo, folder):
    """Write each page of the form, tracking, search and desk as it was sent; how many there are."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    bodies = []

    def keep(route):
        if route.request.resource_type != "document":
            route.continue_()
            return
        answer = route.fetch(max_redirects=0)
        if not 300 <= answer.status < 400:
            bodies.append(answer.body())
        route.fulfill(response=answer)

    with browser.running() as chromium:
        page = chromium.new_context(locale="tr-TR").new_page()
        page.route("**/*", keep)
        send_a_request(page, demo)
        send_a_request(page, demo, prefix="/en")
        track(page, demo)
        for address in OTHERS:
            page.goto(demo.url + address)
        sign_in(page, demo)
        page.get_by_role("table").get_by_role("link").first.click()
        page.locator(".case").wait_for()
        page.goto(f"{demo.url}/personel/yeni/")
    for number, body in enumerate(bodies, start=1):
        (folder / f"{number:02}.html").write_bytes(body)
    return len(bodies)
