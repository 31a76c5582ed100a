"""A JupyterHub for the course on one machine: see the README beside this file."""

c = get_config()  # noqa: F821 - JupyterHub provides it

# --- this machine ---------------------------------------------------------------------------------
PYTHON = "/opt/course/bin/python"  # the environment of requirements.txt, which everybody may read
COURSE = "/srv/course"  # this repository with the solutions: only GRADER may read it
CLASS = "/srv/class"  # what a class makes: submissions, gradebook, feedback; GRADER's as well
STUDENT = "/etc/jupyterhub/student"  # a copy of tools/student, which everybody may read
EXCHANGE = "/srv/nbgrader/exchange"  # where work goes to and fro: everybody may write to it
STATE = "/var/lib/jupyterhub"  # what the hub remembers

GRADER = "grader"  # the account that grades, and runs nothing of a student's outside the sandbox
INSTRUCTORS = {"ada"}  # by their accounts; so are students, who are members of this Unix group
STUDENTS = "students"

ADDRESS = "http://127.0.0.1:8000"  # of the hub, behind the web server that speaks https
HUB, PROXY, SERVICE = 8081, 8001, 8002  # ports of this machine, for its parts alone

# --- who may log in -------------------------------------------------------------------------------
# With the password of the account. Another way (LDAP, single sign-on) is another authenticator.
c.JupyterHub.authenticator_class = "pam"
c.LocalAuthenticator.allowed_groups = {STUDENTS}
c.Authenticator.allowed_users = INSTRUCTORS

# --- everybody's own server -----------------------------------------------------------------------
# A process of the user's own account, so that the exchange knows who handed in. An instructor has
# one, too: it shows what students see.
c.JupyterHub.spawner_class = "jupyterhub.spawner.LocalProcessSpawner"
c.Spawner.cmd = [PYTHON, "-m", "jupyterhub.singleuser"]
c.Spawner.default_url = "/lab"
c.Spawner.environment = {
    "JUPYTER_CONFIG_PATH": STUDENT,
    "EXCHANGE_ROOT": EXCHANGE,
    "OPENBLAS_NUM_THREADS": "1",  # many share the cores
    "OMP_NUM_THREADS": "1",
}
c.Spawner.args = [
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--ServerApp.shutdown_no_activity_timeout=7200",
]

# --- the course, for its instructors --------------------------------------------------------------
# One server for all of them, run by GRADER: one gradebook, and solutions in nobody's home.
GROUP = "formgrade-neural-networks-by-hand"
c.JupyterHub.load_groups = {GROUP: {"users": sorted(INSTRUCTORS)}}
c.JupyterHub.load_roles = [
    {"name": GROUP, "groups": [GROUP], "scopes": ["access:services!service=course"]}
]
c.JupyterHub.services = [
    {
        "name": "course",
        "url": f"http://127.0.0.1:{SERVICE}",
        "command": [PYTHON, "-m", "jupyterhub.singleuser", f"--ServerApp.root_dir={CLASS}"],
        "user": GRADER,
        "cwd": CLASS,
        "oauth_no_confirm": True,
        "environment": {
            "JUPYTERHUB_DEFAULT_URL": "/formgrader",
            "JUPYTER_CONFIG_PATH": COURSE,
            "PYTHONPATH": COURSE,
            "COURSE_ROOT": CLASS,
            "EXCHANGE_ROOT": EXCHANGE,
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
        },
    }
]

# --- the hub itself -------------------------------------------------------------------------------
c.JupyterHub.bind_url = ADDRESS
c.JupyterHub.hub_port = HUB
c.JupyterHub.db_url = f"sqlite:///{STATE}/jupyterhub.sqlite"
c.JupyterHub.cookie_secret_file = f"{STATE}/cookie_secret"
# The proxy of requirements.txt is written in Python and installed with it; the one for Node
# (npm install -g configurable-http-proxy) takes the same words.
c.ConfigurableHTTPProxy.command = [
    PYTHON,
    "-c",
    "import configurable_http_proxy.cli as c; c.main()",
]
c.ConfigurableHTTPProxy.api_url = f"http://127.0.0.1:{PROXY}"
c.ConfigurableHTTPProxy.pid_file = f"{STATE}/proxy.pid"
