"""The rights of the person about their data: being informed, agreeing and taking that back, seeing, correcting, asking.

``informed`` keeps which explanation was shown, ``consents`` the few true choices, ``requests`` what was asked and decided,
``overview`` everything that is kept, as the person reads it.
"""
