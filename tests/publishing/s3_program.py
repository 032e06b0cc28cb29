"""moto's S3 alone. With all of its services, moto lists its own folders at each request to find out which one is meant.

In: a port. Out: an S3 server there, until it is ended.
"""

from __future__ import annotations

import sys

from moto.moto_server.werkzeug_app import MotoRequestHandler, create_backend_app
from werkzeug.serving import run_simple

if __name__ == "__main__":
    application = create_backend_app("s3")
    run_simple("127.0.0.1", int(sys.argv[1]), application, threaded=True, request_handler=MotoRequestHandler)
