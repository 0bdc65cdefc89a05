"""The public newsroom: releases by area, feeds, and the addresses that search engines may know."""
