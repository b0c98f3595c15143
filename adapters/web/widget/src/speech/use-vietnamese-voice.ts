import { useEffect, useState } from "preact/hooks";

/**
 * A Vietnamese voice of this device, or undefined. Voices that speak from a server are left out: the browser would send
 * them the text.
 */
export function useVietnameseVoice(): SpeechSynthesisVoice | undefined {
  const [voice, setVoice] = useState<SpeechSynthesisVoice>();
  useEffect(() => {
    const synthesis = window.speechSynthesis;
    if (!synthesis) return undefined;
    const update = (): void => setVoice(synthesis.getVoices().find(({ lang, localService }) => localService && /^vi\b/iu.test(lang)));
    update();
    synthesis.addEventListener?.("voiceschanged", update);
    return () => synthesis.removeEventListener?.("voiceschanged", update);
  }, []);
  return voice;
}
