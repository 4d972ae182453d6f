import type { Triage } from '../affected/triage';
import { harmlessJson } from './paint';

/** The triage that programs read, format version 1; `affected` is null where it is not known. */
export function affectedJson(triage: Triage): string {
  const { verdict, affected, headline, reason, answers, files, evidence, unread, steps, questions } = triage;
  return harmlessJson({
    version: 1,
    verdict,
    affected,
    headline,
    reason,
    infrastructure: answers.infrastructure ?? null,
    plugin: answers.plugin ?? null,
    files,
    evidence,
    unread,
    steps,
    questions,
  });
}
