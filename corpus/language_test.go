package corpus

import "testing"

func TestDetectLanguage(t *testing.T) {
	tests := []struct{ text, want string }{
		{"What are the four challenges that she described?", "en"},
		{"Who signed the treaty?", "en"},
		{"Who wrote it", "en"},
		{"where is Astana", "en"},
		{"List all participants.", "en"},
		{"Nenne drei Mitgliedstaaten.", "de"},
		{"Nombra tres estados miembros", "es"},
		{"Nommez trois pays membres", "fr"},
		{"Где родился Тесла?", "ru"},
		{"Назовите три страны-участницы", "ru"},
		{"Де народився Тесла?", "uk"},
		{"Wer hat den Vertrag unterschrieben?", "de"},
		{"Wann wurde die Brücke gebaut?", "de"},
		{"Wie heißt der Direktor?", "de"},
		{"Qui a signé le traité ?", "fr"},
		{"Quand est-ce que le pont a été construit ?", "fr"},
		{"¿Quién firmó el tratado?", "es"},
		{"¿Cuántos habitantes tiene la ciudad?", "es"},
		{"Quem assinou o tratado?", "pt"},
		{"Quando foi construída a ponte?", "pt"},
		{"Chi ha firmato il trattato?", "it"},
		{"Quando è stato costruito il ponte?", "it"},
		{"Wie heeft het verdrag ondertekend?", "nl"},
		{"Vem skrev under avtalet?", "sv"},
		{"Hvem skrev under på aftalen, og hvad betyder det?", "da"},
		{"Hvem skrev under på avtalen, og hva betyr det?", "no"},
		{"Kuka allekirjoitti sopimuksen?", "fi"},
		{"Kto podpisał traktat?", "pl"},
		{"Kdo podepsal smlouvu a proč?", "cs"},
		{"Kto podpísal zmluvu a prečo?", "sk"},
		{"Ki írta alá a szerződést?", "hu"},
		{"Cine a semnat tratatul?", "ro"},
		{"Antlaşmayı kim imzaladı?", "tr"},
		{"Ai đã ký hiệp ước?", "vi"},
		{"Siapa yang menandatangani perjanjian itu?", "id"},
		{"Tko je potpisao ugovor?", "hr"},
		{"Кто подписал договор?", "ru"},
		{"Какие страны входят в организацию?", "ru"},
		{"Хто підписав договір?", "uk"},
		{"Кой подписа договора?", "bg"},
		{"Хто падпісаў гэты дагавор?", "be"},
		{"Ко је потписао уговор?", "sr"},
		{"Ποιος υπέγραψε τη συνθήκη;", "el"},
		{"谁签署了条约?", "zh"},
		{"誰が条約に署名しましたか?", "ja"},
		{"누가 조약에 서명했습니까?", "ko"},
		{"من وقع على المعاهدة؟", "ar"},
		{"چه کسی پیمان را امضا کرد؟", "fa"},
		{"مَن نے معاہدے پر دستخط کیے؟", "ur"},
		{"מי חתם על האמנה?", "he"},
		{"ใครลงนามในสนธิสัญญา", "th"},
		{"संधि पर किसने हस्ताक्षर किए?", "hi"},
		{"ვინ მოაწერა ხელი ხელშეკრულებას?", "ka"},
		{"Klik på Tilgængelighed for at åbne panelet, og vælg derefter den næste fane.", "da"},
		{"Нажмите кнопку в разделе настроек и выберите положение переключателя.", "ru"},
		{"Tiedostosi voidaan palauttaa varmuuskopiosta.", "fi"},
		{"Pulse el botón de la sección y elija la configuración.", "es"},
		{"Quen fundou a biblioteca da cidade?", "gl"},
		{"Nork sortu zuen liburutegia?", "eu"},
		{"Hver stofnaði bókasafnið í borginni?", "is"},
		{"Qui va fundar la biblioteca?", "ca"},
		{"Zakaj so zaprli most čez reko in kdaj?", "sl"},
		{"Teams from the NFL (Los Angeles Rams, Los Angeles Chargers) and the NBA (Los Angeles Lakers) play in Los Angeles.", "en"},
		{"", ""},
		{"  \n 12 345 !?", ""},
		{"😀😀😀", ""},
		{"Angela Merkel", ""},
		{"XJ-220 QP7", ""},
	}
	for _, tt := range tests {
		if got := DetectLanguage(tt.text); got != tt.want {
			t.Errorf("DetectLanguage(%q) = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func TestLanguageCode(t *testing.T) {
	for tag, want := range map[string]string{
		"": "", "en": "en", "en-US": "en", "EN_gb": "en", "eng": "en", "deu": "de", "nb-NO": "no", "nn": "no",
		"zh-Hant-TW": "zh", "haw": "", "klingonese!": "", "und": "", " fr ": "fr",
	} {
		if got := languageCode(tag); got != want {
			t.Errorf("languageCode(%q) = %q, want %q", tag, got, want)
		}
	}
}
