"""Words with which people ask, but which say nothing of what is asked."""

from collections.abc import Mapping

from text.turkish import fold

_TURKISH = """
    a acaba ama ancak artık bana bazı belki ben beni benim bile bir biraz biri biz bize bizi bizim
    bu buna bunu bunun burada çok çünkü da daha de değil diye en fakat gibi göre hâlâ hangi hangisi
    hani hem hep her hiç için ile ilgili ise işte kaç kaçta kadar ki kim lütfen mı mi mu mü
    merhaba nasıl ne neden nedir nerde nerden nere nerede nereden neresi nereye niçin niye o olacak
    olan olarak oldu olur oluyor ona onlar onu onun orada öyle sana sanki selam sen siz size sizi
    sizin şey şimdi şöyle var ve veya ya yada yani yok zaman zaten
    alabilirim arıyorum bakabilirim bulabilirim edebilirim ediyor etmek gelecek gelir gelmedi
    gelmiyor geliyor gerek gerekiyor gerekli hakkında istiyorum istiyoruz lazım öğrenebilirim
    öğrenmek yapabilirim yapacak yapacağım yapılacak yapılır yapmak yapmalı yapmalıyım yapmalıyız
    yapmam
"""
_ENGLISH = """
    a about am an and any are as at be been but by can could did do does for from get had has have
    hello how i if in is it its me my need no not of on or our out please she should so that the
    their them there they this to us want was we were what when where which who whom why will with
    would you your
"""

# Folded, as people type with and without Turkish letters.
STOP_WORDS: Mapping[str, frozenset[str]] = {
    "tr": frozenset(fold(_TURKISH).split()),
    "en": frozenset(_ENGLISH.split()),
}
# "şu" (that) is none without its Turkish letter: "su" is water, and what most people ask about.
STOP_WORDS_AS_WRITTEN = frozenset({"şu"})
