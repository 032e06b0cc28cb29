"""Which folders become which packages: plugins/ is the source root, theme/ is installed as gongkai.theme.

The rest of the metadata is in pyproject.toml, which cannot say "all packages found there, and this folder besides".
"""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages("plugins"), "gongkai.theme"],
    package_dir={"": "plugins", "gongkai.theme": "theme"},
    include_package_data=False,
    package_data={
        "gongkai.standards": ["*.json"],
        "gongkai.workshop": ["data/*"],
        "gongkai.stages.approve": ["data/*"],
        "gongkai.stages.index": ["data/*"],
        "gongkai.stages.snapshot": ["data/*"],
        "gongkai.theme": ["**/*", ".icons/**/*"],
    },
    exclude_package_data={"": ["*.pyc", "**/__pycache__/*"]},
)
