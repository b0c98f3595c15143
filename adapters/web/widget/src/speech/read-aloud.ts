import { speechPieces } from "./speech-pieces.js";

/** What is being read now; a page has one voice. */
let stopCurrent = (): void => undefined;

/**
 * Reads a text aloud, instead of whatever was being read.
 *
 * @param onEnd called once, when it has been read or stopped.
 * @returns how to stop it; harmless afterwards.
 */
export function readAloud(text: string, voice: SpeechSynthesisVoice, onEnd: () => void): () => void {
  stopCurrent();
  let isEnded = false;
  const finish = (): void => {
    if (isEnded) return;
    isEnded = true;
    onEnd();
  };
  const utterances = speechPieces(text).map((piece) => utteranceOf(piece, voice));
  utterances.at(-1)?.addEventListener("end", finish);
  for (const utterance of utterances) {
    utterance.addEventListener("error", finish);
    speechSynthesis.speak(utterance);
  }
  const stop = (): void => {
    if (isEnded) return;
    speechSynthesis.cancel();
    finish();
  };
  stopCurrent = stop;
  return stop;
}

function utteranceOf(text: string, voice: SpeechSynthesisVoice): SpeechSynthesisUtterance {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang;
  return utterance;
}
