;; What a person does in Emacs, without the person: open the file, wait for the diagnostic, choose the fix, save, quit.
;; TEST_SETUP is the set-up of the documentation, TEST_FILE the file, TEST_RULE the rule, TEST_REPORT what is to be told.
(package-initialize)
(require 'eglot)
(require 'flymake)
(require 'json)
(require 'cl-lib)

(defun test-tell (key value)
  (write-region (concat (json-encode (list (cons key value))) "\n") nil (getenv "TEST_REPORT") t 'quiet))

(defun test-await (what ready)
  (let ((started (float-time)) value)
    (while (not (setq value (funcall ready)))
      (when (> (- (float-time) started) 20) (error "waited in vain for %s" what))
      (accept-process-output nil 0.02))
    value))

(defun test-found ()
  (flymake-start)
  (cl-remove-if-not
   (lambda (one) (string-match-p (regexp-quote (getenv "TEST_RULE")) (flymake-diagnostic-text one)))
   (flymake-diagnostics)))

(defun test-choose (_prompt collection &rest _)
  (let ((title (cl-find-if (lambda (one) (string-search "api.example.org" one)) (all-completions "" collection))))
    (test-tell "chosen" title)
    title))

(defun test-run ()
  (test-tell "editor" (format "GNU Emacs %s with Eglot" emacs-version))
  ;; Emacs has a mode of its own for JSON since 29.
  (unless (fboundp 'js-json-mode) (define-derived-mode js-json-mode prog-mode "JSON"))
  (load (getenv "TEST_SETUP") nil t t)
  (setq make-backup-files nil create-lockfiles nil inhibit-message t
        eglot-sync-connect 10 eglot-autoshutdown nil eglot-confirm-server-initiated-edits nil)
  (with-current-buffer (find-file-noselect (getenv "TEST_FILE"))
    (js-json-mode)
    (apply #'eglot (eglot--guess-contact))
    (test-await "the server" #'eglot-managed-p)
    (let ((found (car (test-await "the diagnostic" #'test-found)))
          (completing-read-function #'test-choose)
          (last-nonmenu-event ?x)) ; no pop-up menu
      (test-tell "marked" (buffer-substring (flymake-diagnostic-beg found) (flymake-diagnostic-end found)))
      (goto-char (flymake-diagnostic-beg found))
      (eglot-code-actions (flymake-diagnostic-beg found) (flymake-diagnostic-end found) nil t))
    (eglot--signal-textDocument/didChange) ; no timer runs without a person
    (test-await "the fix" (lambda () (null (test-found))))
    (save-buffer)
    (eglot-shutdown (eglot-current-server) nil 5)))

(condition-case fault
    (test-run)
  (error (test-tell "fault" (format "%S" fault)) (kill-emacs 1)))
(kill-emacs 0)
