"""The front door: MkDocs on one side, our frozen values on the other. The only folder that imports MkDocs, and thin."""
