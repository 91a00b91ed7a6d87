"""The workbench: a project read, followed and corrected in a browser, and the same over HTTP.

app       puts it together · security: who may do what · errors: pages and values for what went wrong
serving   what every page needs: the project, the visitor, templates · listing: lists as JSON, CSV and Atom
pages/    one router a family of pages · views/: rows made into what a template shows · api: /api/v1
"""
