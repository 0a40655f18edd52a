# frozen_string_literal: true

=begin
The gates of the harbour.
=end

module Harbour
  # What is known of a gate.
  class Gate < Place
    attr_reader :name

    # Opens it unless the water is frozen.
    def open!(force: false)
      text = <<~TEXT
        def no
      TEXT
    end

    # Makes all gates.
    def self.all
      [1, 2].each do |n|
        new(n)
      end
    end

    private def stuck?
    end
  end
end
