"""How the API hands out long lists."""

from rest_framework.pagination import PageNumberPagination


class PublicPagination(PageNumberPagination):
    """Fifty rows a page, up to 500 where the caller asks with page_size."""

    page_size_query_param = "page_size"
    max_page_size = 500
